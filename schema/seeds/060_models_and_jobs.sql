-- Models, jobs and artefacts. models.latest_artefact_id and artefacts.model_id form a circle.

INSERT INTO models (public_id, owner_id, name, description, tags, parameters)
SELECT m.public_id::uuid, u.id, m.name, m.description, m.tags::text[], m.parameters::jsonb
FROM (VALUES
    ('30de1000-0000-4000-8000-000000000001', 'ayse.yilmaz@ornek.com.tr', 'Flanş DN50', 'PN16 kaynak boyunlu flanş',
        '{flanş,DN50,paslanmaz}', '{"cap_mm": 165, "delik_sayisi": 4, "malzeme": "1.4404"}'),
    ('30de1000-0000-4000-8000-000000000002', 'mehmet.demir@ornek.com.tr', 'Aktarma dişlisi', 'Modül 2, 36 diş',
        '{dişli,modül2}', '{"modul": 2, "dis_sayisi": 36}')
) AS m (public_id, email, name, description, tags, parameters)
JOIN users AS u ON u.email = m.email
ON CONFLICT ON CONSTRAINT models_public_id_key DO NOTHING;

INSERT INTO jobs (
    public_id, user_id, model_id, license_id, kind, status, priority, parameters, progress_percent, attempt_count,
    worker_name, error_message, queued_at, started_at, finished_at
)
SELECT j.public_id::uuid, m.owner_id, m.id, l.id, j.kind::job_kind, j.status::job_status, j.priority, j.parameters::jsonb,
    j.progress, j.attempts, j.worker, j.error_message, j.queued_at::timestamptz, j.started_at::timestamptz, j.finished_at::timestamptz
FROM (VALUES
    ('30b00000-0000-4000-8000-000000000001', '30de1000-0000-4000-8000-000000000001', '11ce0000-0000-4000-8000-000000000002',
        'parametric_model', 'succeeded', 100, '{}', 100, 1, 'isci-01', NULL,
        '2025-08-04 10:00:00+03', '2025-08-04 10:00:02+03', '2025-08-04 10:00:41+03'),
    ('30b00000-0000-4000-8000-000000000002', '30de1000-0000-4000-8000-000000000002', '11ce0000-0000-4000-8000-000000000003',
        'toolpath', 'running', 50, '{"takim": "T12", "ilerleme_mm_dk": 850}', 40, 1, 'isci-02', NULL,
        '2025-08-19 15:00:00+03', '2025-08-19 15:00:10+03', NULL),
    ('30b00000-0000-4000-8000-000000000003', '30de1000-0000-4000-8000-000000000002', '11ce0000-0000-4000-8000-000000000003',
        'simulation', 'failed', 100, '{}', 70, 3, 'isci-02', 'Takım yolu fikstüre çarpıyor',
        '2025-08-18 12:00:00+03', '2025-08-18 12:00:05+03', '2025-08-18 12:14:00+03'),
    ('30b00000-0000-4000-8000-000000000004', '30de1000-0000-4000-8000-000000000001', '11ce0000-0000-4000-8000-000000000002',
        'export', 'queued', 200, '{"bicim": "step"}', 0, 0, NULL, NULL, '2025-08-19 16:00:00+03', NULL, NULL)
) AS j (public_id, model_public_id, license_public_id, kind, status, priority, parameters, progress, attempts, worker,
    error_message, queued_at, started_at, finished_at)
JOIN models AS m ON m.public_id = j.model_public_id::uuid
JOIN licenses AS l ON l.public_id = j.license_public_id::uuid
ON CONFLICT ON CONSTRAINT jobs_public_id_key DO NOTHING;

INSERT INTO artefacts (model_id, job_id, kind, file_name, content_type, size_bytes, sha256, storage_key, metadata)
SELECT j.model_id, j.id, a.kind::artefact_kind, a.file_name, a.content_type, a.size_bytes,
    sha256(convert_to(a.storage_key, 'UTF8')), a.storage_key, '{}'
FROM (VALUES
    ('fcstd', 'flans-dn50.FCStd', 'application/x-extension-fcstd', 184320, 'models/30de1000/flans-dn50.FCStd'),
    ('step', 'flans-dn50.step', 'model/step', 96256, 'models/30de1000/flans-dn50.step')
) AS a (kind, file_name, content_type, size_bytes, storage_key)
JOIN jobs AS j ON j.public_id = '30b00000-0000-4000-8000-000000000001'
ON CONFLICT (storage_key) DO NOTHING;

UPDATE models SET latest_artefact_id = a.id
FROM artefacts AS a
WHERE a.storage_key = 'models/30de1000/flans-dn50.step' AND models.id = a.model_id
    AND models.latest_artefact_id IS DISTINCT FROM a.id;
