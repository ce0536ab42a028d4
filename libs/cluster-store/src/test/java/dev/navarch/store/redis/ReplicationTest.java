package dev.navarch.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static final String NONE = "0".repeat(40);

    @Test
    void countsReplicasThatKeepUp() {
        var info = """
                # Replication\r
                role:master\r
                connected_slaves:4\r
                slave0:ip=10.0.0.2,port=6379,state=online,offset=100,lag=0\r
                slave1:ip=10.0.0.3,port=6379,state=online,offset=100,lag=1\r
                slave2:ip=10.0.0.4,port=6379,state=online,offset=60,lag=9\r
                slave3:ip=10.0.0.5,port=6379,state=wait_bgsave,offset=0,lag=0\r
                master_replid2:%s\r
                """.formatted(NONE);

        assertThat(Replication.parse(info)).isEqualTo(new Replication("master", 2, false));
    }

    @Test
    void tellsAPrimaryThatWasAReplicaBefore() {
        assertThat(Replication.parse("role:master\r\nmaster_replid2:05ab" + NONE.substring(4) + "\r\n")
                        .promoted())
                .isTrue();
    }
}
