-- revision: 20260301_0900_entries
-- down_revision: none

-- +up
CREATE TABLE entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    booked_at timestamptz NOT NULL DEFAULT now(),
    amount numeric(12, 2) NOT NULL,
    reversed_at timestamptz,
    source jsonb NOT NULL
);
COMMENT ON TABLE entries IS 'What was booked; never changed, only reversed.';

-- +down
DROP TABLE entries;
