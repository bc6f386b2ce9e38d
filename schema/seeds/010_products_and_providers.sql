-- Products, payment and notification providers, templates. No personal data.

INSERT INTO products (code, name, features, list_price, list_price_currency, vat_rate) VALUES
    ('cad-temel', 'CAD Temel', ARRAY['part_design', 'sketcher'], 4800.00, 'TRY', 20.00),
    ('cad-pro', 'CAD Profesyonel', ARRAY['part_design', 'sketcher', 'assembly', 'sheet_metal'], 14400.00, 'TRY', 20.00),
    ('cam-pro', 'CAM Profesyonel', ARRAY['toolpath', 'post_processor', 'simulation'], 21600.00, 'TRY', 20.00),
    ('cad-egitim', 'CAD Eğitim', ARRAY['part_design', 'sketcher', 'assembly'], 0, 'TRY', 20.00),
    ('cad-cloud-eu', 'CAD Cloud (AB)', ARRAY['part_design', 'assembly', 'render'], 390.00, 'EUR', 20.00),
    ('egitim-kitabi', 'CAD El Kitabı', ARRAY[]::text[], 650.00, 'TRY', 0.00)
ON CONFLICT ON CONSTRAINT products_code_key DO NOTHING;

INSERT INTO payment_providers (code, name, is_enabled, supported_currencies) VALUES
    ('sanal_pos', 'Banka sanal POS', true, '{TRY}'),
    ('kart_gecidi', 'Kart geçidi', true, '{TRY,EUR,USD,GBP,JPY,KWD}'),
    ('havale', 'Havale / EFT', true, '{TRY,EUR,USD}')
ON CONFLICT (code) DO NOTHING;

INSERT INTO notification_providers (code, channel, is_enabled, settings) VALUES
    ('posta_ana', 'email', true, '{"sender": "lisans@ornek.com.tr", "region": "tr-1"}'),
    ('posta_yedek', 'email', true, '{"sender": "lisans@ornek.com.tr", "region": "eu-1"}'),
    ('sms_ana', 'sms', true, '{"sender": "ORNEKCAD"}'),
    ('sms_yedek', 'sms', true, '{"sender": "ORNEKCAD"}'),
    ('push_ana', 'push', false, '{}')
ON CONFLICT (code) DO NOTHING;

INSERT INTO notification_templates (code, channel, language, version, subject, body, placeholders, is_current) VALUES
    ('license_expiring', 'email', 'tr-TR', 1, 'Lisansınız yakında sona eriyor',
        'Sayın {{name}}, {{product}} lisansınız {{days}} gün sonra sona eriyor.', '{name,product,days}', false),
    ('license_expiring', 'email', 'tr-TR', 2, '{{product}} lisansınız {{days}} gün sonra sona eriyor',
        'Sayın {{name}}, {{product}} lisansınız {{expires_on}} tarihinde sona eriyor. Yenilemek için: {{link}}',
        '{name,product,days,expires_on,link}', true),
    ('license_expiring', 'email', 'en-GB', 1, 'Your {{product}} license ends in {{days}} days',
        'Dear {{name}}, your {{product}} license ends on {{expires_on}}. Renew it here: {{link}}',
        '{name,product,days,expires_on,link}', true),
    ('license_expiring', 'sms', 'tr-TR', 1, NULL, '{{product}} lisansınız {{days}} gün sonra bitiyor: {{link}}',
        '{product,days,link}', true),
    ('invoice_issued', 'email', 'tr-TR', 1, '{{number}} numaralı faturanız',
        'Sayın {{name}}, {{number}} numaralı, {{amount}} tutarındaki faturanız hazır. Son ödeme: {{due_on}}',
        '{name,number,amount,due_on}', true)
ON CONFLICT (code, channel, language, version) DO NOTHING;
