-- Billing profiles, invoices with their lines, payments and webhook events. Invoices are
-- written as drafts and then issued, in one transaction: the totals are checked at commit, and
-- the database gives the numbers. An invoice that is issued already is left alone.

INSERT INTO billing_profiles (user_id, kind, legal_name, tax_number, tax_office, address, e_invoice_alias)
SELECT u.id, b.kind::billing_party_kind, b.legal_name, b.tax_number, b.tax_office,
    ROW(b.street, b.district, b.city, b.postal_code, 'TR')::postal_address, b.e_invoice_alias
FROM (VALUES
    ('ayse.yilmaz@ornek.com.tr', 'company', 'Yılmaz Kalıp Sanayi ve Ticaret Ltd. Şti.', '1234567890', 'İkitelli',
        'Atatürk Bulvarı No: 12', 'Başakşehir', 'İstanbul', '34490', 'urn:mail:pk@yilmazkalip.com.tr'),
    ('mehmet.demir@ornek.com.tr', 'company', 'Demir CNC Makina A.Ş.', '9876543210', 'Osmangazi',
        'Organize Sanayi Bölgesi 4. Cadde No: 7', 'Nilüfer', 'Bursa', '16140', 'urn:mail:pk@demircnc.com.tr'),
    ('zeynep.kaya@atolye.com.tr', 'person', 'Zeynep Kaya', '10000000146', NULL,
        'Kıbrıs Şehitleri Caddesi No: 45/3', 'Konak', 'İzmir', '35220', NULL)
) AS b (email, kind, legal_name, tax_number, tax_office, street, district, city, postal_code, e_invoice_alias)
JOIN users AS u ON u.email = b.email
ON CONFLICT (user_id, tax_number) DO NOTHING;

INSERT INTO invoices (
    public_id, user_id, billing_profile_id, license_id, series, currency, minor_units, net_amount, tax_amount, gross_amount, notes
)
SELECT i.public_id::uuid, b.user_id, b.id, l.id, i.series, i.currency, 2, i.net, i.tax, i.gross, i.notes::text[]
FROM (VALUES
    ('1f000000-0000-4000-8000-000000000001', '1234567890', '11ce0000-0000-4000-8000-000000000002', 'FCD', 'TRY', 43850.00, 8640.00, 52490.00, '{"Sözleşme no: 2025/118"}'),
    ('1f000000-0000-4000-8000-000000000002', '9876543210', '11ce0000-0000-4000-8000-000000000003', 'FCD', 'TRY', 215999.99, 43200.00, 259199.99, '{}'),
    ('1f000000-0000-4000-8000-000000000003', '10000000146', '11ce0000-0000-4000-8000-000000000004', 'FCE', 'EUR', 390.00, 78.00, 468.00, '{}'),
    ('1f000000-0000-4000-8000-000000000004', '10000000146', NULL, 'FCD', 'TRY', 650.00, 0.00, 650.00, '{"Taslak"}')
) AS i (public_id, tax_number, license_public_id, series, currency, net, tax, gross, notes)
JOIN billing_profiles AS b ON b.tax_number = i.tax_number
LEFT JOIN licenses AS l ON l.public_id = i.license_public_id::uuid
ON CONFLICT ON CONSTRAINT invoices_public_id_key DO NOTHING;

INSERT INTO invoice_lines (
    invoice_id, line_number, product_id, description, quantity, unit_code, unit_price, discount_amount, tax_rate, net_amount, tax_amount
)
SELECT i.id, x.line_number, p.id, x.description, x.quantity, x.unit_code, x.unit_price, x.discount, x.tax_rate, x.net, x.tax
FROM (VALUES
    ('1f000000-0000-4000-8000-000000000001', 1, 'cad-pro', 'CAD Profesyonel, 3 koltuk, 1 yıl', 3, 'ANN', 14400.00, 0.00, 20.00, 43200.00, 8640.00),
    ('1f000000-0000-4000-8000-000000000001', 2, 'egitim-kitabi', 'CAD El Kitabı', 1, 'C62', 650.00, 0.00, 0.00, 650.00, 0.00),
    ('1f000000-0000-4000-8000-000000000002', 1, 'cam-pro', 'CAM Profesyonel, 10 koltuk, 1 yıl', 10, 'ANN', 21600.00, 0.01, 20.00, 215999.99, 43200.00),
    ('1f000000-0000-4000-8000-000000000003', 1, 'cad-cloud-eu', 'CAD Cloud (AB), 1 yıl', 1, 'ANN', 390.00, 0.00, 20.00, 390.00, 78.00),
    ('1f000000-0000-4000-8000-000000000004', 1, 'egitim-kitabi', 'CAD El Kitabı', 1, 'C62', 650.00, 0.00, 0.00, 650.00, 0.00)
) AS x (invoice_public_id, line_number, product_code, description, quantity, unit_code, unit_price, discount, tax_rate, net, tax)
JOIN invoices AS i ON i.public_id = x.invoice_public_id::uuid
JOIN products AS p ON p.code = x.product_code
ON CONFLICT (invoice_id, line_number) DO NOTHING;

UPDATE invoices SET status = 'issued', issued_on = '2025-07-01'
WHERE public_id = '1f000000-0000-4000-8000-000000000001' AND status = 'draft';
UPDATE invoices SET status = 'issued', issued_on = '2025-07-15', due_on = '2025-08-15'
WHERE public_id = '1f000000-0000-4000-8000-000000000002' AND status = 'draft';
UPDATE invoices SET status = 'issued', issued_on = '2025-07-20'
WHERE public_id = '1f000000-0000-4000-8000-000000000003' AND status = 'draft';

INSERT INTO idempotency_records (
    user_id, key, endpoint, request_fingerprint, state, response_status, response_body, created_at, completed_at, expires_at
)
SELECT id, 'odeme-2025-07-01-0001', 'POST /v1/payments', sha256('{"invoice":"FCD2025000000001"}'), 'completed', 201,
    '{"status": "succeeded"}', '2025-07-01 10:00:00+03', '2025-07-01 10:00:02+03', '2025-07-02 10:00:00+03'
FROM users WHERE email = 'ayse.yilmaz@ornek.com.tr'
ON CONFLICT (user_id, key) DO NOTHING;

INSERT INTO payments (
    public_id, invoice_id, provider_code, provider_payment_id, idempotency_record_id, status, amount, card_last_four, captured_at
)
SELECT 'fa000000-0000-4000-8000-000000000001', i.id, 'sanal_pos', 'SP-20250701-000451', r.id, 'succeeded', i.gross_amount, '4242',
    '2025-07-01 10:00:02+03'
FROM invoices AS i
JOIN idempotency_records AS r ON r.user_id = i.user_id AND r.key = 'odeme-2025-07-01-0001'
WHERE i.public_id = '1f000000-0000-4000-8000-000000000001'
ON CONFLICT ON CONSTRAINT payments_public_id_key DO NOTHING;

INSERT INTO payments (public_id, invoice_id, provider_code, provider_payment_id, status, currency, amount, failure_code, failure_message)
SELECT 'fa000000-0000-4000-8000-000000000002', id, 'kart_gecidi', 'KG-88213', 'failed', currency, gross_amount,
    'insufficient_funds', 'Kart limiti yetersiz'
FROM invoices WHERE public_id = '1f000000-0000-4000-8000-000000000003'
ON CONFLICT ON CONSTRAINT payments_public_id_key DO NOTHING;

UPDATE invoices SET status = 'paid'
WHERE public_id = '1f000000-0000-4000-8000-000000000001' AND status = 'issued';

INSERT INTO payment_webhook_events (
    provider_code, provider_event_id, event_type, payment_id, state, payload, signature_valid, received_at, processed_at
)
SELECT 'sanal_pos', 'evt_000451', 'payment.succeeded', id, 'processed', '{"id": "SP-20250701-000451", "status": "OK"}', true,
    '2025-07-01 10:00:03+03', '2025-07-01 10:00:04+03'
FROM payments WHERE public_id = 'fa000000-0000-4000-8000-000000000001'
ON CONFLICT (provider_code, provider_event_id) DO NOTHING;
