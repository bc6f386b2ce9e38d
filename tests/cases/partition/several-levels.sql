-- case: A partition that is partitioned itself
-- covers: create-table/partition-of, create-table/partition-by-list, create-table/partition-by-range
CREATE TABLE a (region text, at date, v int) PARTITION BY LIST (region);
CREATE TABLE a_tr PARTITION OF a FOR VALUES IN ('tr') PARTITION BY RANGE (at);
CREATE TABLE a_tr_2025 PARTITION OF a_tr FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE a_rest PARTITION OF a DEFAULT PARTITION BY HASH (v);
