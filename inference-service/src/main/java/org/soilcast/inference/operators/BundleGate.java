package org.soilcast.inference.operators;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.soilcast.dayline.DayNumbers;
import org.soilcast.inference.tile.RejectedInput;
import org.soilcast.land.bundle.BundleChain;
import org.soilcast.land.bundle.BundleSections;
import org.soilcast.land.bundle.BundleVerdict;
import org.soilcast.schemas.Topics;
import org.soilcast.service.ServiceMetric;

/**
 * Lets a bundle into the job, or refuses it with a reason and leaves in force what is ({@link BundleChain}). It stands
 * before the broadcast and is never parallel, so that there is one verdict on a bundle and one order of bundles.
 */
public final class BundleGate extends ProcessFunction<BundleInput, BundleInput> implements CheckpointedFunction {
    /** Bundles that were refused. */
    public static final OutputTag<RejectedInput> REJECTED =
            new OutputTag<>("refused-bundles", TypeInformation.of(RejectedInput.class));

    private static final Logger LOG = LoggerFactory.getLogger(BundleGate.class);
    private static final ListStateDescriptor<AcceptedBundle> ACCEPTED =
            new ListStateDescriptor<>("accepted-bundles", TypeInformation.of(AcceptedBundle.class));

    private final PublicKey key;
    private transient ListState<AcceptedBundle> accepted;
    private transient BundleChain chain;
    private transient volatile int newestVersion;

    /** Lets in what the owner of this key has signed. */
    public BundleGate(PublicKey key) {
        this.key = key;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        accepted = context.getOperatorStateStore().getListState(ACCEPTED);
        List<BundleChain.Link> links = new ArrayList<>();
        accepted.get().forEach(bundle -> links.add(bundle.link()));
        goOnWith(new BundleChain(key, links));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        accepted.update(chain.links().stream().map(AcceptedBundle::of).toList());
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().getMetricGroup().gauge(ServiceMetric.BUNDLE_VERSION.scopedName(), (Gauge<Integer>)
                () -> newestVersion);
    }

    @Override
    public void processElement(BundleInput input, Context context, Collector<BundleInput> out) {
        BundleVerdict verdict = chain.judge(input.version(), input.bundle());
        if (verdict instanceof BundleVerdict.Accepted taken) {
            Optional<String> fault = sectionFault(taken.bundle().sections());
            if (fault.isPresent()) {
                refuse(input, "bundle-sections", fault.get(), context);
                return;
            }
            goOnWith(taken.chain());
            LOG.info(
                    "bundle {} accepted, in force from {}",
                    input.version(),
                    taken.bundle().manifest().effectiveFrom());
            out.collect(input);
        } else if (verdict instanceof BundleVerdict.Refused refused) {
            refuse(input, refused.fault().reason(), refused.detail(), context);
        }
    }

    /** What a day could not be analysed with, whoever signed it. */
    private static Optional<String> sectionFault(BundleSections sections) {
        try {
            DayNumbers.of(sections);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(BundleInput input, String reason, String detail, Context context) {
        LOG.warn(
                "bundle {} at offset {} refused, {}: {}; in force stays {}",
                input.version(),
                input.offset(),
                reason,
                detail,
                newestVersion);
        context.output(
                REJECTED,
                new RejectedInput(
                        Topics.MODEL_BUNDLES.topic(),
                        input.offset(),
                        reason,
                        detail,
                        RejectedInput.excerptOf(input.bundle())));
    }

    private void goOnWith(BundleChain longer) {
        chain = longer;
        newestVersion = longer.newest().map(BundleChain.Link::version).orElse(0);
    }
}
