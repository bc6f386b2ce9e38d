-- case: The name of a range type makes ranges, from whatever its bounds are made of
CREATE TYPE textrange AS RANGE (subtype = text);
CREATE TABLE t AS SELECT textrange('a', 'b'::text) IS NULL AS a, textmultirange() IS NULL AS b,
    textmultirange(textrange('a', 'b', '[]')) IS NULL AS c;
