-- case: Defaults that are read by their types
-- covers: create-table/default
CREATE TABLE t (
    a jsonb DEFAULT '{"a": [1, 2.5e3, null, true], "b": "\u00e9"}',
    b json DEFAULT ' [] ',
    c int[] DEFAULT '{1,NULL,3}',
    d text[] DEFAULT '{"a,b",c d,""}',
    e numeric DEFAULT '-1.5e3',
    f date DEFAULT '2024-02-29',
    g int[] DEFAULT '{{1,2},{3,4}}',
    h numeric DEFAULT '.5'
);
