-- case: Bytes and codes that are a text
-- covers: create-table/default
CREATE TABLE t (a text DEFAULT E'\xc3\xa4\501\ud83d\ude00', b text DEFAULT U&'\d83d\de00!!');
