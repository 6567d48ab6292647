import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import { looksSecret } from '@/lib/deployments/spec/secret-names'
import { writeExport } from '@/lib/export/formats'
import type { ExportFormat, Written } from '@/lib/export/model'
import { readExported } from '@/lib/export/read-exported'
import { mayBeSecret } from '@/lib/export/secret-values'
import { ok, type Result } from '@/lib/result'

/** A live deployment in one format. `not-found` when the runtime is gone; `refused` when no spec can describe it. */
export async function exportDeployment(
  connection: Connection,
  runtimeId: string,
  format: ExportFormat,
): Promise<Result<Written>> {
  if (format === 'spec') {
    return exportSpec(connection, runtimeId)
  }
  const exported = await readExported(connection, runtimeId)
  return exported.ok ? ok(writeExport(exported.data, format)) : exported
}

async function exportSpec(connection: Connection, runtimeId: string): Promise<Result<Written>> {
  const read = await specFromRuntime(connection, runtimeId)

  if (!read.ok) {
    return read
  }
  const entries = Object.entries(read.data.environment)
  const secrets = entries.filter(([name, value]) => mayBeSecret(name, value))
  const environment = Object.fromEntries(entries.filter(([name, value]) => !mayBeSecret(name, value)))
  return ok({
    files: [
      { name: 'spec.json', language: 'json', text: `${JSON.stringify({ ...read.data, environment }, null, 2)}\n` },
    ],
    notSaid: secrets.map(([name]) => ({
      member: `environment.${name}`,
      why: looksSecret(name) ? 'Its name says that it is a secret.' : 'Its value looks like a secret.',
      lost: 'Write it into the file, or the next apply takes it from the runtime.',
    })),
    commands: ['npm run slipway -- plan spec.json'],
  })
}
