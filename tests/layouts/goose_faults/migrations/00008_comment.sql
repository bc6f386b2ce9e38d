-- +goose Up
SELECT 1;

/* The end. */
-- +goose Down
/* Nothing. */
SELECT 1;
-- end
