-- Licenses in every status that one can reach. A license begins as draft, trial or active; the
-- rest are the legal changes, each only from the status that it starts in, so that a second
-- load changes nothing.

INSERT INTO licenses (
    public_id, user_id, product_id, type, status, scope, seats, valid_during, license_key_hash, license_key_hint, renewed_from_id
)
SELECT l.public_id::uuid, u.id, p.id, l.type::license_type, l.status::license_status, l.scope::license_scope, l.seats,
    tstzrange(l.valid_from::timestamptz, l.valid_until::timestamptz, '[)'),
    sha256(convert_to(l.public_id, 'UTF8')), l.hint, NULL
FROM (VALUES
    ('11ce0000-0000-4000-8000-000000000001', 'ayse.yilmaz@ornek.com.tr', 'cad-pro', 'professional', 'active', 'named_user', 3, '2024-07-01 00:00:00+03', '2025-07-01 00:00:00+03', 'A1B2'),
    ('11ce0000-0000-4000-8000-000000000003', 'mehmet.demir@ornek.com.tr', 'cam-pro', 'enterprise', 'active', 'floating', 10, '2025-02-10 00:00:00+03', '2026-02-10 00:00:00+03', 'E5F6'),
    ('11ce0000-0000-4000-8000-000000000004', 'zeynep.kaya@atolye.com.tr', 'cad-cloud-eu', 'professional', 'active', 'named_user', 1, '2025-04-01 00:00:00+03', '2026-04-01 00:00:00+03', 'G7H8'),
    ('11ce0000-0000-4000-8000-000000000005', 'zeynep.kaya@atolye.com.tr', 'cad-temel', 'trial', 'trial', 'named_user', 1, '2025-08-01 00:00:00+03', '2025-08-31 00:00:00+03', 'J9K1'),
    ('11ce0000-0000-4000-8000-000000000006', 'emre.sahin@ornek.com.tr', 'cad-egitim', 'educational', 'draft', 'site', 30, '2025-09-01 00:00:00+03', '2026-09-01 00:00:00+03', 'L2M3'),
    ('11ce0000-0000-4000-8000-000000000007', 'mehmet.demir@ornek.com.tr', 'cad-temel', 'personal', 'active', 'named_user', 1, '2025-01-01 00:00:00+03', '2026-01-01 00:00:00+03', 'N4P5')
) AS l (public_id, email, product_code, type, status, scope, seats, valid_from, valid_until, hint)
JOIN users AS u ON u.email = l.email
JOIN products AS p ON p.code = l.product_code
ON CONFLICT ON CONSTRAINT licenses_public_id_key DO NOTHING;

UPDATE licenses SET status = 'expired'
WHERE public_id = '11ce0000-0000-4000-8000-000000000001' AND status = 'active';
UPDATE licenses SET status = 'suspended', status_reason = 'Ödeme 30 gün gecikti'
WHERE public_id = '11ce0000-0000-4000-8000-000000000004' AND status = 'active';
UPDATE licenses SET status = 'revoked', status_reason = 'Müşteri cayma hakkını kullandı'
WHERE public_id = '11ce0000-0000-4000-8000-000000000007' AND status = 'active';

-- Ayşe's license, renewed for the next year.
INSERT INTO licenses (
    public_id, user_id, product_id, type, status, scope, seats, valid_during, license_key_hash, license_key_hint, renewed_from_id
)
SELECT '11ce0000-0000-4000-8000-000000000002', user_id, product_id, type, 'active', scope, seats,
    tstzrange('2025-07-01 00:00:00+03', '2026-07-01 00:00:00+03', '[)'),
    sha256(convert_to('11ce0000-0000-4000-8000-000000000002', 'UTF8')), 'C3D4', id
FROM licenses WHERE public_id = '11ce0000-0000-4000-8000-000000000001'
ON CONFLICT ON CONSTRAINT licenses_public_id_key DO NOTHING;

INSERT INTO license_seats (license_id, user_id, assigned_at)
SELECT l.id, u.id, '2025-07-02 10:00:00+03'
FROM licenses AS l
JOIN users AS u ON u.email IN ('ayse.yilmaz@ornek.com.tr', 'emre.sahin@ornek.com.tr')
WHERE l.public_id = '11ce0000-0000-4000-8000-000000000002'
ON CONFLICT (license_id, user_id) DO NOTHING;
