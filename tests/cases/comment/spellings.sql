-- case: Texts in all spellings
-- covers: comment/table, comment/column
CREATE TABLE t (a int, b int, c int, d int, e int, f int);
COMMENT ON TABLE t IS 'it''s';
COMMENT ON COLUMN t.a IS $$dollar 'quoted'$$;
COMMENT ON COLUMN t.b IS E'escaped\nline\t\u0041';
COMMENT ON COLUMN t.c IS 'adjacent '
    'literals';
COMMENT ON COLUMN t.d IS U&'d\0061t\+000061';
COMMENT ON COLUMN t.e IS $tag$with $$ inside$tag$;
COMMENT ON COLUMN t.f IS 'Türkçe: ğüşiöç İ — 😀';
