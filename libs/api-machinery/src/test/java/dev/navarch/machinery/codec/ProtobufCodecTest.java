package dev.navarch.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.schema.SchemaCatalog;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ProtobufCodecTest {
    static {
        // The peer was generated long ago and warns about itself once a message.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
    }

    private static final SchemaCatalog SCHEMAS = SchemaCatalog.builtIn();
    private static final PeerDescriptors PEERS = new PeerDescriptors();

    private final ProtobufCodec codec = new ProtobufCodec(SCHEMAS);

    static Stream<GroupVersionKind> kinds() {
        return SCHEMAS.kinds().stream()
                .filter(new ProtobufCodec(SCHEMAS)::canEncode)
                .filter(kind -> SCHEMAS.get(kind).find("kind") != null);
    }

    @Test
    void numbersFieldsAsThePeerDoes() {
        var ours = MessageLayouts.builtIn();
        for (var line : PEERS.layoutLines(SCHEMAS)) {
            var words = line.replaceAll(" +", " ").strip().split(" ");
            assertThat(ours.get(words[0]).slots().stream().map(ProtobufCodecTest::word))
                    .as(words[0])
                    .containsExactlyInAnyOrder(Arrays.copyOfRange(words, 1, words.length));
        }
    }

    private static String word(MessageLayouts.Slot slot) {
        return switch (slot) {
            case MessageLayouts.Slot.Field field -> field.name() + "=" + field.number();
            case MessageLayouts.Slot.WrappedList list -> list.name() + "=" + list.number() + "." + list.items();
            case MessageLayouts.Slot.Inline inline -> "@" + inline.definition() + "=" + inline.number();
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void losesNothingOfAnObject(GroupVersionKind kind) {
        var object = random(kind);

        assertThat(normalized(kind, codec.decode(codec.encode(object), kind))).isEqualTo(object);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesTheSameFromBytesAsFromATree(GroupVersionKind kind) {
        var object = random(kind);

        assertThat(codec.encode(kind, Json.write(object))).isEqualTo(codec.encode(object));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesWhatThePeerReads(GroupVersionKind kind) throws IOException {
        var descriptor = PEERS.find(SCHEMAS.get(kind).name());
        if (descriptor == null) return;
        var object = random(kind);
        var envelope = codec.encode(object);

        var unknown = Runtime.Unknown.parseFrom(Arrays.copyOfRange(envelope, 4, envelope.length));
        assertThat(unknown.getTypeMeta().getKind()).isEqualTo(kind.kind());
        var read = DynamicMessage.parseFrom(descriptor, unknown.getRaw());

        PeerDescriptors.assertHasNoUnknownFields(read);
        var again = enveloped(kind, read);
        assertThat(normalized(kind, codec.decode(again, kind))).isEqualTo(object);
    }

    @Test
    void readsAPodThatThePeerWrote() throws IOException {
        var pod = V1.Pod.newBuilder()
                .setMetadata(Meta.ObjectMeta.newBuilder()
                        .setName("web")
                        .setGeneration(0)
                        .setCreationTimestamp(Meta.Time.getDefaultInstance())
                        .putLabels("app", "web"))
                .setSpec(V1.PodSpec.newBuilder()
                        .addContainers(V1.Container.newBuilder()
                                .setName("c")
                                .setImage("i")
                                .setStdin(false)))
                .build();
        var kind = new GroupVersionKind("", "v1", "Pod");

        var decoded = new ObjectDecoder(SCHEMAS)
                .decode(enveloped(kind, pod), MediaType.PROTOBUF, kind, FieldValidation.STRICT);

        assertThat(decoded.object()).isEqualTo(Json.read("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","labels":{"app":"web"}},
                 "spec":{"containers":[{"name":"c","image":"i","resources":{}}]},"status":{}}"""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000})
    void putsAListTogetherItemByItem(int size) throws IOException {
        var kind = new GroupVersionKind("", "v1", "ConfigMap");
        var list = codec.list(kind, Json.object().put("resourceVersion", "7").put("remainingItemCount", 5));
        var item = Json.object();
        for (var i = 0; i < size; i++) {
            item.putObject("metadata").put("name", "c" + i);
            item.putObject("data").put("text", "é".repeat(i % 200));
            list.add(Json.write(item));
        }

        var read = V1.ConfigMapList.parseFrom(raw("ConfigMapList", joined(list.finish())));

        assertThat(read.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(read.getMetadata().getRemainingItemCount()).isEqualTo(5);
        assertThat(read.getItemsCount()).isEqualTo(size);
        for (var i = 0; i < size; i++) {
            assertThat(read.getItems(i).getMetadata().getName()).isEqualTo("c" + i);
            assertThat(read.getItems(i).getDataOrThrow("text")).isEqualTo("é".repeat(i % 200));
        }
    }

    @Test
    void writesMetadataAlone() throws IOException {
        var object = Json.object().put("apiVersion", "meta.k8s.io/v1").put("kind", "PartialObjectMetadata");
        object.putObject("metadata").put("name", "web").put("generation", 3);

        assertThat(codec.canEncode(object)).isTrue();
        var read = V1.Pod.parseFrom(raw("PartialObjectMetadata", codec.encode(object)));
        assertThat(read.getMetadata().getName()).isEqualTo("web");
        assertThat(read.getMetadata().getGeneration()).isEqualTo(3);
    }

    private static ByteString raw(String kind, byte[] envelope) throws IOException {
        var unknown = Runtime.Unknown.parseFrom(Arrays.copyOfRange(envelope, 4, envelope.length));
        assertThat(unknown.getTypeMeta().getKind()).isEqualTo(kind);
        return unknown.getRaw();
    }

    private static byte[] joined(List<ByteBuffer> pieces) {
        var all = ByteBuffer.allocate(
                pieces.stream().mapToInt(ByteBuffer::remaining).sum());
        pieces.forEach(all::put);
        return all.array();
    }

    @Test
    void framesWatchEvents() throws IOException {
        var object = random(new GroupVersionKind("", "v1", "ConfigMap"));

        var frame = codec.encodeWatchFrame("ADDED", object);

        assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(frame.length - 4);
        var event = Meta.WatchEvent.parseFrom(Arrays.copyOfRange(frame, 4, frame.length));
        assertThat(event.getType()).isEqualTo("ADDED");
        assertThat(event.getObject().getRaw().toByteArray()).isEqualTo(codec.encode(object));
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        for (var body : List.of("", "{}", "k8s", "k8s\0\7garbage"))
            assertThatThrownBy(() ->
                            codec.decode(body.getBytes(StandardCharsets.UTF_8), new GroupVersionKind("", "v1", "Pod")))
                    .isInstanceOf(BodyException.class);
    }

    private ObjectNode random(GroupVersionKind kind) {
        var object = new RandomTrees(new Random(kind.hashCode())).object(SCHEMAS.get(kind));
        object.put("apiVersion", kind.groupVersion().toString()).put("kind", kind.kind());
        return normalized(kind, object);
    }

    private static ObjectNode normalized(GroupVersionKind kind, ObjectNode object) {
        new ObjectDecoder(SCHEMAS).normalize(object, SCHEMAS.get(kind));
        return object;
    }

    private static byte[] enveloped(GroupVersionKind kind, Message message) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {'k', '8', 's', 0});
        Runtime.Unknown.newBuilder()
                .setTypeMeta(Runtime.TypeMeta.newBuilder()
                        .setApiVersion(kind.groupVersion().toString())
                        .setKind(kind.kind()))
                .setRaw(message.toByteString())
                .build()
                .writeTo(bytes);
        return bytes.toByteArray();
    }
}
