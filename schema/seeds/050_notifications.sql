-- A reminder that the primary provider could not deliver and the fallback did.

INSERT INTO notification_deliveries (
    public_id, user_id, template_id, channel, recipient, variables, status, primary_provider_id, fallback_provider_id,
    attempt_count, scheduled_for, delivered_at
)
SELECT 'de000000-0000-4000-8000-000000000001', u.id, t.id, t.channel, u.email,
    '{"name": "Zeynep Kaya", "product": "CAD Temel", "days": 7}', 'delivered', p.id, f.id,
    2, '2025-08-24 09:00:00+03', '2025-08-24 09:00:09+03'
FROM users AS u
JOIN notification_templates AS t ON t.code = 'license_expiring' AND t.channel = 'email' AND t.language = 'tr-TR' AND t.is_current
JOIN notification_providers AS p ON p.code = 'posta_ana'
JOIN notification_providers AS f ON f.code = 'posta_yedek'
WHERE u.email = 'zeynep.kaya@atolye.com.tr'
ON CONFLICT ON CONSTRAINT notification_deliveries_public_id_key DO NOTHING;

INSERT INTO notification_attempts (
    delivery_id, attempt_number, provider_id, role, started_at, finished_at, succeeded, provider_message_id, error_code, error_message
)
SELECT d.id, 1, d.primary_provider_id, 'primary'::provider_role, '2025-08-24 09:00:00+03', '2025-08-24 09:00:05+03'::timestamptz, false, NULL,
    'timeout', 'Sağlayıcı 5 saniyede yanıt vermedi'
FROM notification_deliveries AS d WHERE d.public_id = 'de000000-0000-4000-8000-000000000001'
ON CONFLICT (delivery_id, attempt_number) DO NOTHING;
INSERT INTO notification_attempts (
    delivery_id, attempt_number, provider_id, role, started_at, finished_at, succeeded, provider_message_id
)
SELECT d.id, 2, d.fallback_provider_id, 'fallback', '2025-08-24 09:00:06+03', '2025-08-24 09:00:09+03', true, 'eu1-7730021'
FROM notification_deliveries AS d WHERE d.public_id = 'de000000-0000-4000-8000-000000000001'
ON CONFLICT (delivery_id, attempt_number) DO NOTHING;

INSERT INTO license_notifications (license_id, days_before_expiry, channel, delivery_id)
SELECT l.id, 7, 'email', d.id
FROM licenses AS l
CROSS JOIN notification_deliveries AS d
WHERE l.public_id = '11ce0000-0000-4000-8000-000000000005' AND d.public_id = 'de000000-0000-4000-8000-000000000001'
ON CONFLICT (license_id, days_before_expiry, channel) DO NOTHING;
