-- case: Nothing says what a polymorphic function's argument is
-- error: 42804
SELECT cardinality(ARRAY[1]), array_append(NULL, 'x'), array_length('{1}'::integer[], 1);
SELECT cardinality(NULL);
