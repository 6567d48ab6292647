import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { makeSample } from '@/scripts/checks/peers/export/account'
import { type Case, FORMATS, type Texts } from '@/scripts/checks/peers/export/case'
import { judgeCdk } from '@/scripts/checks/peers/export/judge-cdk'
import { judgeReadBack } from '@/scripts/checks/peers/export/judge-read-back'
import { judgeScript } from '@/scripts/checks/peers/export/judge-script'
import { judgeStyle } from '@/scripts/checks/peers/export/judge-style'
import { judgeTerraform } from '@/scripts/checks/peers/export/judge-terraform'
import { judgeTexts } from '@/scripts/checks/peers/export/judge-texts'
import { SAMPLES } from '@/scripts/checks/peers/export/samples'
import type { Part } from '@/scripts/checks/peers/part'

/** Deployments exported: the script makes the same in an empty account, and judges of the other formats take them. */
export const exportPart: Part = {
  name: 'export',
  limitMs: 8 * 60_000,
  run: async (programs) => {
    const results = recorder()
    const folder = mkdtempSync(path.join(tmpdir(), 'slipway-exports-'))
    const source = await startPractice({ delays: NO_DELAYS })

    try {
      const cases: Case[] = []

      for (const sample of SAMPLES) {
        await results.check(`${sample.name}: it is read and written`, async () => {
          cases.push(await caseOf(source, await makeSample(source, sample), sample))
        })
      }
      const left = [...cases]
      const lane = async () => {
        for (let one = left.shift(); one; one = left.shift()) {
          await judgeScript(one, { source, programs, check: results.check })
        }
      }
      // Each has an account of its own, and most of the time is the start of a Python.
      await Promise.all([lane(), lane()])
      await judgeTexts(cases, { folder, programs, check: results.check })
      await judgeReadBack(cases, { check: results.check })
      await judgeStyle(cases, { folder, programs, check: results.check })
      await judgeTerraform(cases, { folder, programs, check: results.check })
      await judgeCdk(cases, { check: results.check })
    } finally {
      await source.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return resultOf(results)
  },
}

async function caseOf(source: Practice, id: string, sample: Case['sample']): Promise<Case> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: source.url,
    AWS_ACCESS_KEY_ID: source.accessKeyId,
    AWS_SECRET_ACCESS_KEY: source.secretAccessKey,
    AWS_REGION: source.region,
  })
  const connection = { source: { type: 'chain' as const }, region: source.region }
  const { readExported } = await import('@/lib/export/read-exported')
  const { writeExport } = await import('@/lib/export/formats')
  const read = await readExported(connection, id)

  if (!read.ok || read.data.unread.length > 0) {
    throw new Error(read.ok ? JSON.stringify(read.data.unread) : read.error.message)
  }
  const written = Object.fromEntries(FORMATS.map((format) => [format, writeExport(read.data, format)])) as Texts
  return { sample, exported: read.data, written }
}
