-- case: One option twice
-- covers: create-sequence/cache
-- error: 42601
CREATE SEQUENCE s CACHE 1 CACHE 2;
