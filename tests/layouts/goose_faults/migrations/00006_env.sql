-- +goose Up
-- +goose ENVSUB ON
SELECT '${SHOP}', $HOME, $$x$$, $q$y$q$;
