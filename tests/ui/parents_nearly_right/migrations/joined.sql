-- revision: joined
-- down_revision: left right

-- +up

-- +down
