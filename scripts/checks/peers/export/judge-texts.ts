import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Bench, type Case, FORMATS, textOf } from '@/scripts/checks/peers/export/case'

/** Judges that read the files, each started once for all deployments. */
export async function judgeTexts(cases: Case[], bench: Bench): Promise<void> {
  await judgeTemplates(cases, bench)
  await judgeHcl(cases, bench)

  for (const { sample, written } of cases) {
    await bench.check(`${sample.name}: no secret is in any file`, () => {
      const all = FORMATS.flatMap((format) => written[format].files.map(({ text }) => text))
      assert.ok(!all.some((text) => text.includes('never-')))
    })
  }
}

type Match = { Filename: string; Rule: { Id: string }; Message: string }

async function judgeTemplates(cases: Case[], { folder, programs, check }: Bench): Promise<void> {
  const files = cases.map(({ sample, written }) => {
    const file = path.join(folder, `${sample.name}.yaml`)
    writeFileSync(file, textOf(written.cloudformation, 'template.yaml'))
    return file
  })
  const { stdout, stderr } = spawnSync(
    programs.peer('cfn-lint'),
    ['-r', 'us-east-1', '--format', 'json', '-t', ...files],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  )
  const found = stdout.startsWith('[') ? (JSON.parse(stdout) as Match[]) : undefined

  for (const [index, { sample }] of cases.entries()) {
    await check(`${sample.name}: cfn-lint takes the template`, () => {
      assert.ok(found, stderr)
      const own = found.filter(({ Filename }) => Filename === files[index])
      assert.deepEqual(
        own.map(({ Rule, Message }) => `${Rule.Id} ${Message}`),
        [],
      )
    })
  }
}

const READ_ALL = `
import hcl2, json, sys
def read(text):
    try:
        hcl2.loads(text)
    except Exception as error:
        return str(error).strip().split("\\n")[0] or type(error).__name__
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`

async function judgeHcl(cases: Case[], { programs, check }: Bench): Promise<void> {
  const files = cases.flatMap(({ sample, written }) => written.terraform.files.map((file) => ({ ...file, sample })))
  const { stdout, stderr } = spawnSync(programs.peer('python'), ['-c', READ_ALL], {
    encoding: 'utf8',
    input: JSON.stringify(files.map(({ text }) => text)),
  })
  const errors = stdout.startsWith('[') ? (JSON.parse(stdout) as (string | null)[]) : undefined

  for (const { sample } of cases) {
    await check(`${sample.name}: python-hcl2 reads the configuration`, () => {
      assert.ok(errors, stderr)
      const own = files.flatMap((file, index) =>
        file.sample === sample && errors[index] !== null ? [`${file.name}: ${errors[index]}`] : [],
      )
      assert.deepEqual(own, [])
    })
  }
}
