-- case: A VARIADIC direct argument asks for the same one to sort by
-- error: 0A000
CREATE AGGREGATE place(VARIADIC "any" ORDER BY int) (
    STYPE = internal, SFUNC = ordered_set_transition_multi, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL
);
