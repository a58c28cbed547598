package org.soilcast.inference;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystemLoader;

/**
 * Flink's remote calls, bound to the loopback interface where the settings are {@link Loopback#only}. Flink's cluster
 * inside a process binds the service of its metrics to every interface, and no setting says otherwise.
 */
public final class LoopbackRpcLoader implements RpcSystemLoader {
    private static final int BEFORE_FLINKS_OWN = -1; // Flink tries the loaders from the lowest number on; its own is 0

    @Override
    public int getLoadPriority() {
        return BEFORE_FLINKS_OWN;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration settings) {
        RpcSystem flinks = new PekkoRpcSystemLoader().loadRpcSystem(settings);
        boolean loopback = settings.getOptional(JobManagerOptions.BIND_HOST)
                .filter(Loopback.ADDRESS::equals)
                .isPresent();
        return loopback ? new OnLoopback(flinks) : flinks;
    }

    /** A service that is not told an address takes the loopback one. */
    private record OnLoopback(RpcSystem flinks) implements RpcSystem {
        @Override
        public RpcServiceBuilder localServiceBuilder(Configuration settings) {
            return flinks.localServiceBuilder(settings);
        }

        @Override
        public RpcServiceBuilder remoteServiceBuilder(Configuration settings, String address, String ports) {
            return flinks.remoteServiceBuilder(settings, address, ports).withBindAddress(Loopback.ADDRESS);
        }

        @Override
        public String getRpcUrl(
                String host, int port, String endpoint, AddressResolution resolution, Configuration settings)
                throws UnknownHostException {
            return flinks.getRpcUrl(host, port, endpoint, resolution, settings);
        }

        @Override
        public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
            return flinks.getInetSocketAddressFromRpcUrl(url);
        }

        @Override
        public long getMaximumMessageSizeInBytes(Configuration settings) {
            return flinks.getMaximumMessageSizeInBytes(settings);
        }

        @Override
        public void close() {
            flinks.close();
        }
    }
}
