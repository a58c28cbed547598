package org.soilcast.inference.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The {@link StateSerializer}s of each part, and what tells Flink which of them wrote a state. */
final class TileStateSerializers {
    private TileStateSerializers() {}

    /** Bytes of a {@link TileFront}. */
    static final class FrontSerializer extends StateSerializer<TileFront> {
        static final FrontSerializer INSTANCE = new FrontSerializer();
        private static final long serialVersionUID = 1L;

        @Override
        public TileFront createInstance() {
            return TileFront.NONE;
        }

        @Override
        void write(TileFront front, DataOutputView out) throws IOException {
            out.writeInt(front.epochDay());
            out.writeInt(front.version());
            out.writeInt(front.oldestAnchorDay());
            out.writeInt(front.newestDay());
            writeFloats(front.states(), out);
        }

        @Override
        TileFront read(DataInputView in) throws IOException {
            return new TileFront(in.readInt(), in.readInt(), in.readInt(), in.readInt(), readFloats(in));
        }

        @Override
        public TypeSerializerSnapshot<TileFront> snapshotConfiguration() {
            return new FrontSnapshot();
        }
    }

    /** Written by a {@link FrontSerializer}. */
    public static final class FrontSnapshot extends SimpleTypeSerializerSnapshot<TileFront> {
        public FrontSnapshot() {
            super(() -> FrontSerializer.INSTANCE);
        }
    }

    /** Bytes of a {@link ForecastIssue}. */
    static final class ForecastIssueSerializer extends StateSerializer<ForecastIssue> {
        static final ForecastIssueSerializer INSTANCE = new ForecastIssueSerializer();
        private static final long serialVersionUID = 1L;

        @Override
        public ForecastIssue createInstance() {
            return ForecastIssue.NONE;
        }

        @Override
        void write(ForecastIssue issue, DataOutputView out) throws IOException {
            out.writeInt(issue.epochDay());
            out.writeInt(issue.issue());
        }

        @Override
        ForecastIssue read(DataInputView in) throws IOException {
            return new ForecastIssue(in.readInt(), in.readInt());
        }

        @Override
        public TypeSerializerSnapshot<ForecastIssue> snapshotConfiguration() {
            return new ForecastIssueSnapshot();
        }
    }

    /** Written by a {@link ForecastIssueSerializer}. */
    public static final class ForecastIssueSnapshot extends SimpleTypeSerializerSnapshot<ForecastIssue> {
        public ForecastIssueSnapshot() {
            super(() -> ForecastIssueSerializer.INSTANCE);
        }
    }

    /** Bytes of a {@link KeptDay}. */
    static final class DaySerializer extends StateSerializer<KeptDay> {
        static final DaySerializer INSTANCE = new DaySerializer();
        private static final long serialVersionUID = 1L;

        @Override
        public KeptDay createInstance() {
            return new KeptDay(
                    new TileDayInput(
                            TileDayInput.Kind.DAY,
                            0,
                            0,
                            1,
                            TileDayInput.FIRST_VERSION,
                            TileDayInput.FROM_THE_FIRST_DAY,
                            new byte[0]),
                    0);
        }

        @Override
        void write(KeptDay day, DataOutputView out) throws IOException {
            TileDayInput input = day.input();
            out.writeInt(input.tile());
            out.writeInt(Math.toIntExact(input.epochDay()));
            out.writeInt(input.revision());
            out.writeInt(input.requiredVersion());
            out.writeInt(Math.toIntExact(input.requiredFromEpochDay()));
            out.writeInt(day.issue());
            writeBytes(input.values(), out);
        }

        @Override
        KeptDay read(DataInputView in) throws IOException {
            int tile = in.readInt();
            int epochDay = in.readInt();
            int revision = in.readInt();
            int version = in.readInt();
            int from = in.readInt();
            int issue = in.readInt();
            return new KeptDay(
                    new TileDayInput(TileDayInput.Kind.DAY, tile, epochDay, revision, version, from, readBytes(in)),
                    issue);
        }

        @Override
        public TypeSerializerSnapshot<KeptDay> snapshotConfiguration() {
            return new DaySnapshot();
        }
    }

    /** Written by a {@link DaySerializer}. */
    public static final class DaySnapshot extends SimpleTypeSerializerSnapshot<KeptDay> {
        public DaySnapshot() {
            super(() -> DaySerializer.INSTANCE);
        }
    }

    /** Bytes of an {@link Anchor}. */
    static final class AnchorSerializer extends StateSerializer<Anchor> {
        static final AnchorSerializer INSTANCE = new AnchorSerializer();
        private static final long serialVersionUID = 1L;

        @Override
        public Anchor createInstance() {
            return new Anchor(0, 0, new byte[0]);
        }

        @Override
        void write(Anchor anchor, DataOutputView out) throws IOException {
            out.writeInt(anchor.version());
            out.writeShort(anchor.cells());
            writeBytes(anchor.states(), out);
        }

        @Override
        Anchor read(DataInputView in) throws IOException {
            return new Anchor(in.readInt(), in.readUnsignedShort(), readBytes(in));
        }

        @Override
        public TypeSerializerSnapshot<Anchor> snapshotConfiguration() {
            return new AnchorSnapshot();
        }
    }

    /** Written by an {@link AnchorSerializer}. */
    public static final class AnchorSnapshot extends SimpleTypeSerializerSnapshot<Anchor> {
        public AnchorSnapshot() {
            super(() -> AnchorSerializer.INSTANCE);
        }
    }

    /** Bytes of {@link TileParameters}. */
    static final class ModelSerializer extends StateSerializer<TileParameters> {
        static final ModelSerializer INSTANCE = new ModelSerializer();
        private static final long serialVersionUID = 1L;

        @Override
        public TileParameters createInstance() {
            return TileParameters.refused(0, 0, 0);
        }

        @Override
        void write(TileParameters model, DataOutputView out) throws IOException {
            out.writeInt(model.tile());
            out.writeInt(model.version());
            out.writeInt(Math.toIntExact(model.effectiveFromEpochDay()));
            out.writeBoolean(model.dailyMean());
            writeFloats(model.parameters(), out);
            writeFloats(model.startState(), out);
            ByteBuffer keys = ByteBuffer.allocate(model.cellKeys().length * Long.BYTES);
            keys.asLongBuffer().put(model.cellKeys());
            writeBytes(keys.array(), out);
            out.writeShort(model.climatologyYears());
            ByteBuffer climatology = ByteBuffer.allocate(model.climatology().length * Short.BYTES);
            climatology.asShortBuffer().put(model.climatology());
            writeBytes(climatology.array(), out);
        }

        @Override
        TileParameters read(DataInputView in) throws IOException {
            int tile = in.readInt();
            int version = in.readInt();
            int effectiveFrom = in.readInt();
            boolean dailyMean = in.readBoolean();
            float[] parameters = readFloats(in);
            float[] startState = readFloats(in);
            byte[] keys = readBytes(in);
            var cellKeys = new long[keys.length / Long.BYTES];
            ByteBuffer.wrap(keys).asLongBuffer().get(cellKeys);
            int years = in.readUnsignedShort();
            byte[] coefficients = readBytes(in);
            var climatology = new short[coefficients.length / Short.BYTES];
            ByteBuffer.wrap(coefficients).asShortBuffer().get(climatology);
            return new TileParameters(
                    tile,
                    version,
                    effectiveFrom,
                    dailyMean,
                    parameters,
                    startState,
                    cellKeys,
                    years,
                    climatology,
                    new byte[0]);
        }

        @Override
        public TypeSerializerSnapshot<TileParameters> snapshotConfiguration() {
            return new ModelSnapshot();
        }
    }

    /** Written by a {@link ModelSerializer}. */
    public static final class ModelSnapshot extends SimpleTypeSerializerSnapshot<TileParameters> {
        public ModelSnapshot() {
            super(() -> ModelSerializer.INSTANCE);
        }
    }
}
