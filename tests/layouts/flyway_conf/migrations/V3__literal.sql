COMMENT ON TABLE users IS '${owner} as it stands';
