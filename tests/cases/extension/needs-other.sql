-- case: Without CASCADE it is missing
-- covers: create-extension/extension
-- error: 42704
CREATE EXTENSION earthdistance;
