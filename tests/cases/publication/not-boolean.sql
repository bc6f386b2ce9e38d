-- case: A parameter that takes a boolean
-- error: 42601
CREATE PUBLICATION feed WITH (publish_via_partition_root = perhaps);
