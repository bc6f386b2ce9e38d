-- People and how they sign in. Everyone here is invented; the digests belong to no real password.

INSERT INTO users (
    public_id, email, display_name, phone, role, status, email_verified_at,
    password_hash, password_salt, password_algorithm, password_changed_at, mfa_enabled
) VALUES
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0001', 'ayse.yilmaz@ornek.com.tr', 'Ayşe Yılmaz', '+905321110001',
        'customer', 'active', '2025-01-10 09:15:00+03',
        decode(repeat('a1', 32), 'hex'), decode(repeat('5a', 16), 'hex'), 'argon2id', '2025-01-10 09:10:00+03', true),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0002', 'mehmet.demir@ornek.com.tr', 'Mehmet Demir', '+905321110002',
        'customer', 'active', '2025-02-03 14:00:00+03',
        decode(repeat('b2', 64), 'hex'), decode(repeat('5b', 16), 'hex'), 'hmac_sha512', '2025-02-03 13:50:00+03', false),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0003', 'zeynep.kaya@atolye.com.tr', 'Zeynep Kaya', '+905321110003',
        'customer', 'active', '2025-03-21 11:30:00+03', NULL, NULL, NULL, NULL, false),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0004', 'emre.sahin@ornek.com.tr', 'Emre Şahin', NULL,
        'customer', 'pending', NULL,
        decode(repeat('c3', 64), 'hex'), decode(repeat('5c', 16), 'hex'), 'sha512', '2025-07-01 10:00:00+03', false),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0005', 'elif.celik@lisans.com.tr', 'Elif Çelik', '+905321110005',
        'administrator', 'active', '2024-12-01 08:00:00+03',
        decode(repeat('d4', 32), 'hex'), decode(repeat('5d', 16), 'hex'), 'argon2id', '2024-12-01 08:00:00+03', true),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0006', 'burak.ozturk@lisans.com.tr', 'Burak Öztürk', '+905321110006',
        'accountant', 'active', '2024-12-02 08:00:00+03',
        decode(repeat('e5', 32), 'hex'), decode(repeat('5e', 16), 'hex'), 'argon2id', '2024-12-02 08:00:00+03', false)
ON CONFLICT ON CONSTRAINT users_public_id_key DO NOTHING;

INSERT INTO user_consents (user_id, purpose, document_version, granted_at, withdrawn_at, source_ip)
SELECT u.id, c.purpose::consent_purpose, c.document_version, c.granted_at::timestamptz, c.withdrawn_at::timestamptz, c.source_ip::inet
FROM (VALUES
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0001', 'kvkk_notice', '2025.1', '2025-01-10 09:05:00+03', NULL, '85.105.10.20'),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0001', 'marketing_email', '2025.1', '2025-01-10 09:05:00+03', '2025-05-02 18:20:00+03', '85.105.10.20'),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0002', 'kvkk_notice', '2025.1', '2025-02-03 13:48:00+03', NULL, '78.180.4.31'),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0002', 'explicit_processing', '2025.1', '2025-02-03 13:48:00+03', NULL, '78.180.4.31'),
    ('0c7e0f1e-6a3b-4a57-9a51-5d1f9a2b0003', 'kvkk_notice', '2025.2', '2025-03-21 11:25:00+03', NULL, '2a02:e0:1234:1::5')
) AS c (public_id, purpose, document_version, granted_at, withdrawn_at, source_ip)
JOIN users AS u ON u.public_id = c.public_id::uuid
ON CONFLICT (user_id, purpose, document_version) DO NOTHING;

-- A session of Ayşe and the one that its refresh made.
INSERT INTO sessions (
    id, user_id, family_id, rotated_from_id, refresh_token_hash, device_fingerprint, device_name, user_agent,
    ip_masked, created_at, last_used_at, expires_at, revoked_at, revoked_reason
)
SELECT s.id::uuid, u.id, s.family_id::uuid, s.rotated_from_id::uuid, decode(repeat(s.byte, 64), 'hex'),
    decode(repeat('f0', 32), 'hex'), s.device_name, 'Mozilla/5.0 (X11; Linux x86_64) Firefox/141.0',
    s.ip_masked::cidr, s.created_at::timestamptz, s.created_at::timestamptz, s.expires_at::timestamptz,
    s.revoked_at::timestamptz, s.revoked_reason::session_revocation_reason
FROM (VALUES
    ('5e551000-0000-4000-8000-000000000001', '5e55f000-0000-4000-8000-000000000001', NULL, '01', 'Ofis bilgisayarı',
        '85.105.10.0/24', '2025-08-01 09:00:00+03', '2025-08-31 09:00:00+03', '2025-08-02 09:00:00+03', 'rotated'),
    ('5e551000-0000-4000-8000-000000000002', '5e55f000-0000-4000-8000-000000000001', '5e551000-0000-4000-8000-000000000001', '02', 'Ofis bilgisayarı',
        '85.105.10.0/24', '2025-08-02 09:00:00+03', '2025-09-01 09:00:00+03', NULL, NULL)
) AS s (id, family_id, rotated_from_id, byte, device_name, ip_masked, created_at, expires_at, revoked_at, revoked_reason)
JOIN users AS u ON u.email = 'ayse.yilmaz@ornek.com.tr'
ON CONFLICT (id) DO NOTHING;

INSERT INTO oidc_accounts (user_id, provider, subject, email, email_verified, claims, linked_at)
SELECT id, 'google', '110248495921238986420', 'zeynep.kaya@atolye.com.tr', true, '{"locale": "tr"}', '2025-03-21 11:30:00+03'
FROM users WHERE email = 'zeynep.kaya@atolye.com.tr'
ON CONFLICT (provider, subject) DO NOTHING;

INSERT INTO magic_links (user_id, purpose, token_hash, sent_to, requested_from, created_at, expires_at, consumed_at)
SELECT id, 'verify_email', decode(repeat('a9', 32), 'hex'), email, '85.105.10.0/24',
    '2025-01-10 09:11:00+03', '2025-01-10 09:26:00+03', '2025-01-10 09:15:00+03'
FROM users WHERE email = 'ayse.yilmaz@ornek.com.tr'
ON CONFLICT (token_hash) DO NOTHING;

INSERT INTO mfa_totp_secrets (user_id, secret_ciphertext, secret_nonce, key_version, created_at, confirmed_at)
SELECT id, decode(repeat('7e', 48), 'hex'), decode(repeat('0b', 12), 'hex'), 1, '2025-01-10 09:20:00+03', '2025-01-10 09:21:00+03'
FROM users WHERE email IN ('ayse.yilmaz@ornek.com.tr', 'elif.celik@lisans.com.tr')
ON CONFLICT (user_id, label) DO NOTHING;

INSERT INTO mfa_backup_codes (totp_secret_id, code_hash, created_at)
SELECT m.id, sha256(convert_to(u.email || ':' || n, 'UTF8')), '2025-01-10 09:21:00+03'
FROM mfa_totp_secrets AS m
JOIN users AS u ON u.id = m.user_id
CROSS JOIN generate_series(1, 10) AS n
WHERE u.email IN ('ayse.yilmaz@ornek.com.tr', 'elif.celik@lisans.com.tr')
ON CONFLICT (totp_secret_id, code_hash) DO NOTHING;
