-- case: An array literal that is cast must be one
-- covers: create-view/view
-- error: 22P02
CREATE TABLE t (a text[]);
UPDATE t SET a = coalesce(a, '[]'::text[]);
