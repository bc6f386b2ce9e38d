-- case: Hash partitions
-- covers: create-table/partition-by-hash, create-table/bound-hash
CREATE TABLE h (id bigint) PARTITION BY HASH (id);
CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (modulus 2, remainder 1);
