-- case: a table by an access method that was created

CREATE ACCESS METHOD heap_of_ours TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE parcels (a int) USING heap_of_ours;
CREATE TABLE boxes (a int);
ALTER TABLE boxes SET ACCESS METHOD heap_of_ours;
CREATE MATERIALIZED VIEW summed USING heap_of_ours AS SELECT sum(a) FROM boxes;
