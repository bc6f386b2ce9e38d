-- case: One VARIADIC argument stands for what an ordered-set aggregate is given and sorts by
CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (
    STYPE = internal, SFUNC = ordered_set_transition_multi, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL
);
COMMENT ON AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") IS 'as rank';
