-- case: A key must have an order
-- error: 42704
CREATE TABLE places (spot circle) PARTITION BY LIST (spot);
