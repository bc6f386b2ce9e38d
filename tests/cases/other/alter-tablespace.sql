-- case: a tablespace belongs to the cluster
ALTER TABLESPACE pg_default SET (seq_page_cost = 1.5);
ALTER TABLESPACE pg_default RESET (seq_page_cost);
CREATE TABLE bills (id int) TABLESPACE pg_default;
