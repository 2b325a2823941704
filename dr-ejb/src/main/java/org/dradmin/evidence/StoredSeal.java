package org.dradmin.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dradmin.systemlog.chain.Seal;

/** A seal as the database keeps it. What counts is its line; the columns beside it are for finding it. */
@Entity
@Table(name = "log_seal")
class StoredSeal {

    @Id
    @Column(name = "seal_number")
    private long number;
    @Enumerated(EnumType.STRING)
    private Seal.Kind kind;
    @Column(name = "seal_position")
    private long position;
    @Column(name = "sealed_at")
    private Instant sealedAt;
    @Lob
    private String line;

    protected StoredSeal() {
    }

    StoredSeal(Seal seal) {
        number = seal.number();
        kind = seal.kind();
        position = seal.position();
        sealedAt = seal.time();
        line = seal.line();
    }
}
