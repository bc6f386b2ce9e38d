-- A request that signed in and another that suspended a license, with the security event of a
-- failed sign-in.

INSERT INTO audit_logs (
    event_id, occurred_at, actor_id, action, entity_type, entity_id, payload_masked, correlation_id, session_id, ip_address, user_agent
)
SELECT e.event_id::uuid, e.occurred_at::timestamptz, u.id, e.action, e.entity_type, e.entity_id, e.payload::jsonb,
    e.correlation_id::uuid, e.session_id::uuid, e.ip_address::inet, e.user_agent
FROM (VALUES
    ('a0d10000-0000-4000-8000-000000000001', '2025-08-01 09:00:00+03', 'ayse.yilmaz@ornek.com.tr', 'user.signed_in', 'user',
        '0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0001', '{"method": "password", "email": "a***@ornek.com.tr"}',
        'c0440000-0000-4000-8000-000000000001', '5e551000-0000-4000-8000-000000000001', '85.105.10.20', 'Firefox/141.0'),
    ('a0d10000-0000-4000-8000-000000000002', '2025-08-05 17:30:00+03', 'elif.celik@lisans.com.tr', 'license.suspended', 'license',
        '11ce0000-0000-4000-8000-000000000004', '{"reason": "Ödeme 30 gün gecikti"}',
        'c0440000-0000-4000-8000-000000000002', NULL, '10.20.30.40', NULL),
    ('a0d10000-0000-4000-8000-000000000003', '2025-08-06 08:12:00+03', NULL, 'user.sign_in_failed', 'user',
        '0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0002', '{"email": "m***@ornek.com.tr"}',
        'c0440000-0000-4000-8000-000000000003', NULL, '91.93.40.7', 'curl/8.5.0')
) AS e (event_id, occurred_at, actor_email, action, entity_type, entity_id, payload, correlation_id, session_id, ip_address, user_agent)
LEFT JOIN users AS u ON u.email = e.actor_email
ON CONFLICT (event_id) DO NOTHING;

INSERT INTO security_events (event_id, kind, severity, user_id, audit_log_id, correlation_id, ip_masked, details, occurred_at)
SELECT '5ec00000-0000-4000-8000-000000000001', 'login_failed', 'low', u.id, a.id, a.correlation_id, '91.93.40.0/24',
    '{"failures": 3}', a.occurred_at
FROM audit_logs AS a
JOIN users AS u ON u.email = 'mehmet.demir@ornek.com.tr'
WHERE a.event_id = 'a0d10000-0000-4000-8000-000000000003'
ON CONFLICT (event_id) DO NOTHING;

REFRESH MATERIALIZED VIEW monthly_revenue;
