import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { inventoryOf, makeSample } from '@/scripts/checks/peers/export/account'
import { SAMPLES, type Sample } from '@/scripts/checks/peers/export/samples'
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
      for (const sample of SAMPLES) {
        await oneSample(sample, { source, folder, peer: programs.peer, check: results.check })
      }
    } finally {
      await source.close()
      rmSync(folder, { recursive: true, force: true })
    }
    return resultOf(results)
  },
}

type Check = (title: string, compare: () => Promise<unknown> | unknown) => Promise<boolean>

type Bench = { source: Practice; folder: string; peer: (name: string) => string; check: Check }

async function oneSample(sample: Sample, { source, folder, peer, check }: Bench): Promise<void> {
  const empty = await startPractice({ delays: NO_DELAYS })
  const there = awsCli(peer('aws'), empty)

  try {
    const id = await makeSample(source, sample)
    const exported = await exportedFrom(source, id)
    const { writeExport } = await import('@/lib/export/formats')
    const texts = (format: 'cloudformation' | 'terraform' | 'cdk' | 'cli') => writeExport(exported, format).files

    await check(`${sample.name}: the script makes the same in an empty account`, async () => {
      const given = Object.entries(sample.variables ?? {}).map(([name, value]) => [`VALUE_OF_${name}`, value])
      const script = texts('cli')[0]?.text.replace('sleep 10', 'sleep 0') ?? ''
      const head = given.map(([name, value]) => `export ${name}='${value?.replace(/'/g, `'\\''`)}'\n`).join('')
      const { code, stderr } = await there.bash(`${head}${script}`)
      assert.equal(code, 0, `it ended with ${code}: ${stderr.trim()}`)
      assert.deepEqual(await inventoryOf(empty, sample.name), await inventoryOf(source, sample.name))
    })
    await check(`${sample.name}: cfn-lint takes the template`, () => {
      const file = path.join(folder, `${sample.name}.yaml`)
      writeFileSync(file, texts('cloudformation')[0]?.text ?? '')
      const { status, stdout } = spawnSync(peer('cfn-lint'), ['-r', 'us-east-1', '-t', file], { encoding: 'utf8' })
      assert.equal(status, 0, stdout)
    })
    await check(`${sample.name}: python-hcl2 reads the configuration`, () => {
      for (const { name, text } of texts('terraform')) {
        const read = spawnSync(peer('python'), ['-c', 'import hcl2, sys; hcl2.loads(sys.stdin.read())'], {
          encoding: 'utf8',
          input: text,
        })
        assert.equal(read.status, 0, `${name}: ${read.stderr.trim().split('\n').at(-1)}`)
      }
    })
    await check(`${sample.name}: no secret is in any file`, () => {
      const all = (['cloudformation', 'terraform', 'cdk', 'cli'] as const).flatMap(texts).map(({ text }) => text)
      assert.ok(!all.some((text) => text.includes('never-')))
    })
  } finally {
    there.remove()
    await empty.close()
  }
}

async function exportedFrom(source: Practice, id: string) {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: source.url,
    AWS_ACCESS_KEY_ID: source.accessKeyId,
    AWS_SECRET_ACCESS_KEY: source.secretAccessKey,
    AWS_REGION: source.region,
  })
  const connection = { source: { type: 'chain' as const }, region: source.region }
  const { readExported } = await import('@/lib/export/read-exported')
  const read = await readExported(connection, id)
  assert.ok(read.ok, read.ok ? '' : read.error.message)
  assert.deepEqual(read.data.unread, [])
  // Version 1 of the CLI, the only one that is in a registry, does not know it.
  const { platformVersion: _, ...config } = read.data.runtime.config
  return { ...read.data, runtime: { ...read.data.runtime, config } }
}
