import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import { parse } from 'yaml'
import { type Bench, type Case, textOf } from '@/scripts/checks/peers/export/case'
import { nodePrograms } from '@/scripts/checks/peers/export/node-programs'
import { root } from '@/scripts/lib/root.mjs'

type Template = { Resources?: Record<string, unknown>; Parameters?: Record<string, unknown>; error?: string }

/** The CDK's own synthesis gives the resources of the CloudFormation export, and its types take the app. */
export async function judgeCdk(cases: Case[], { check }: Pick<Bench, 'check'>): Promise<void> {
  const folder = nodePrograms()
  const apps = cases.map(({ written }) => textOf(written.cdk, 'app.ts'))
  const templates = synthesized(folder, apps)
  const errors = typeErrors(folder, apps)

  for (const [index, { sample, written }] of cases.entries()) {
    await check(`${sample.name}: the CDK makes the template’s resources`, () => {
      const template = templates[index]
      assert.equal(template?.error, undefined)
      const wanted = readTemplate(textOf(written.cloudformation, 'template.yaml'))
      assert.deepEqual(plain(template?.Resources), plain(wanted.Resources))
      assert.deepEqual(plain(ownParameters(template)), plain(wanted.Parameters ?? {}))
    })
    await check(`${sample.name}: the types of aws-cdk-lib take the app`, () => {
      assert.deepEqual(errors.get(index) ?? [], [])
    })
  }
  await check('the judge of the CDK’s types refuses a wrong property', () => {
    const wrong = apps[0]?.replace('agentRuntimeName', 'agentRuntimName') ?? ''
    assert.match((typeErrors(folder, [wrong]).get(0) ?? []).join('\n'), /agentRuntimName/)
  })
}

function synthesized(folder: string, apps: string[]): Template[] {
  const texts = apps.map((text) => transformSync(text, { loader: 'ts', format: 'cjs' }).code)
  const program = path.join(root, 'scripts/checks/peers/export/synth.cjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, folder], {
    encoding: 'utf8',
    input: JSON.stringify(texts),
    maxBuffer: 1 << 26,
  })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout) as Template[]
}

/** By the number of the app. */
function typeErrors(folder: string, apps: string[]): Map<number, string[]> {
  const place = path.join(folder, 'apps')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)

  for (const [index, text] of apps.entries()) {
    writeFileSync(path.join(place, `app-${index}.ts`), text)
  }
  const compilerOptions = {
    ...{ noEmit: true, strict: true, skipLibCheck: true, types: [], moduleDetection: 'force' },
    ...{ target: 'es2022', module: 'preserve' },
  }
  writeFileSync(path.join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['app-*.ts'] }))
  const compiler = path.join(root, 'node_modules/.bin/tsc')
  const { status, stdout } = spawnSync(compiler, ['-p', place, '--pretty', 'false'], { encoding: 'utf8' })
  const found = stdout.split('\n').flatMap((line) => [...line.matchAll(/app-(\d+)\.ts\(.*?\): error (.*)/g)])
  assert.ok(status === 0 || found.length > 0, stdout)
  return new Map(
    apps.map((_, index) => [
      index,
      found.filter(([, number]) => Number(number) === index).map(([, , message = '']) => message),
    ]),
  )
}

const TAGS = [
  { tag: '!Ref', resolve: (text: string) => ({ Ref: text }) },
  { tag: '!GetAtt', resolve: (text: string) => ({ 'Fn::GetAtt': text.split('.') }) },
  { tag: '!Sub', resolve: (text: string) => ({ 'Fn::Sub': text }) },
]

function readTemplate(text: string): Template {
  return parse(text, { version: '1.1', customTags: TAGS }) as Template
}

/** Without those that the CDK adds for its bootstrap. */
function ownParameters(template: Template | undefined): Record<string, unknown> {
  const own = Object.entries(template?.Parameters ?? {}).filter(([name]) => name !== 'BootstrapVersion')
  return Object.fromEntries(own)
}

/** Both spellings of a text with references in it as one, and no order of members. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const entries = Object.entries(value).filter(([name]) => name !== 'Metadata')
  const [[name, argument] = ['', undefined]] = entries

  if (name === 'Fn::Join' && Array.isArray(argument)) {
    return (argument[1] as unknown[]).map((part) => (typeof part === 'string' ? part : spelled(part))).join('')
  }
  if (name === 'Fn::Sub' && typeof argument === 'string') {
    return argument.replace(/\$\{!/g, '${').replace(/\$\{([\w.]+)\}/g, (_, to: string) => `<${to}>`)
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]).sort())
}

function spelled(reference: unknown): string {
  const { Ref: id, 'Fn::GetAtt': path = [] } = reference as { Ref?: string; 'Fn::GetAtt'?: string[] }
  return `<${id ?? path.join('.')}>`
}
