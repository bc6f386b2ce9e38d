-- case: ANY over a subquery in parentheses compares with each row, which is an array here
-- error: 42883
SELECT 'a'::text = ANY (ARRAY['a', 'b']::text[]);
SELECT 'a'::text = ANY ((SELECT ARRAY['a', 'b']::text[])::text[]);
SELECT 'a'::text = ANY ((SELECT ARRAY['a', 'b']::text[]));
