-- case: Range partitions
-- covers: create-table/partition-by-range, create-table/partition-of, create-table/bound-from-to, create-table/bound-minvalue-maxvalue, create-table/bound-default
CREATE TABLE m (id int NOT NULL, logdate date NOT NULL, v numeric(8,2) DEFAULT 0) PARTITION BY RANGE (logdate);
CREATE TABLE m_old PARTITION OF m FOR VALUES FROM (MINVALUE) TO ('2025-01-01');
CREATE TABLE m_2025 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE m_new PARTITION OF m FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE TABLE m_rest PARTITION OF m DEFAULT;
