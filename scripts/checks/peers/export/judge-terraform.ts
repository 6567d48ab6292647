import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { type Bench, type Case, textOf } from '@/scripts/checks/peers/export/case'
import { nodePrograms } from '@/scripts/checks/peers/export/node-programs'
import { type Body, providerSchema } from '@/scripts/checks/peers/export/provider-schema'

/** One block `resource` of a configuration. */
type HclResource = { type: string; name: string; body: Body }

/** The provider's own words: python-hcl2 reads the files, the types bridged from the provider say what there is. */
export async function judgeTerraform(cases: Case[], { programs, check }: Bench): Promise<void> {
  const read = readHcl(
    cases.map(({ written }) => textOf(written.terraform, 'main.tf')),
    programs.peer('python'),
  )
  const schema = providerSchema(nodePrograms())

  for (const [index, { sample, written }] of cases.entries()) {
    await check(`${sample.name}: every argument is the Terraform provider’s, and none is missing`, () => {
      const problems = (read[index] ?? []).flatMap(({ type, body }) => schema.problems(type, body))
      assert.deepEqual(problems, [])
      assert.ok((read[index] ?? []).some(({ type }) => type === 'aws_bedrockagentcore_agent_runtime'))
    })
    await check(`${sample.name}: equals signs stand as terraform fmt leaves them`, () => {
      assert.deepEqual(
        written.terraform.files.flatMap(({ text }) => crooked(text)),
        [],
      )
    })
  }
  await check('the judge of Terraform refuses a wrong word and a missing one', () => {
    const [good] = (read[0] ?? []).filter(({ type }) => type === 'aws_bedrockagentcore_agent_runtime')
    const { role_arn: _, ...rest } = good?.body ?? {}
    const wrong = { ...rest, platform_version: 'V2', network_configuration: [{ network_mod: 'PUBLIC' }] }
    assert.deepEqual(schema.problems('aws_bedrockagentcore_agent_runtime', wrong).sort(), [
      'aws_bedrockagentcore_agent_runtime.network_configuration: networkMode is required',
      'aws_bedrockagentcore_agent_runtime.network_configuration: there is no network_mod',
      'aws_bedrockagentcore_agent_runtime: roleArn is required',
      'aws_bedrockagentcore_agent_runtime: there is no platform_version',
    ])
  })
}

const READ_RESOURCES = `
import hcl2, json, sys
def plain(value):
    if isinstance(value, dict):
        return {key.strip('"'): plain(item) for key, item in value.items() if not key.startswith("__")}
    return [plain(item) for item in value] if isinstance(value, list) else value
print(json.dumps([plain(hcl2.loads(text).get("resource", [])) for text in json.load(sys.stdin)]))
`

/** The resources of each text, by python-hcl2. */
function readHcl(texts: string[], python: string): HclResource[][] {
  const { status, stdout, stderr } = spawnSync(python, ['-c', READ_RESOURCES], {
    encoding: 'utf8',
    input: JSON.stringify(texts),
    maxBuffer: 1 << 26,
  })
  assert.equal(status, 0, stderr)
  const files = JSON.parse(stdout) as Record<string, Record<string, Body>>[][]
  return files.map((blocks) =>
    blocks.flatMap((block) =>
      Object.entries(block).flatMap(([type, named]) =>
        Object.entries(named).map(([name, body]) => ({ type, name, body })),
      ),
    ),
  )
}

/** Lines of one depth beside one another whose equals signs do not stand below one another, as `name = value`. */
function crooked(text: string): string[] {
  const lines = text.split('\n').map((line) => /^( *)((?:"(?:[^"\\]|\\.)*"|[\w-])+)( *)= (.*)$/.exec(line))
  return lines.flatMap((line, index) => {
    const before = lines[index - 1]
    const isNeighbour =
      line && before && line[1] === before[1] && !/[[{(]$/.test(`${before[4]}`) && !/[[{(]$/.test(`${line[4]}`)
    const column = (one: RegExpExecArray) => [...`${one[1]}${one[2]}${one[3]}`].length
    return isNeighbour && column(line) !== column(before) ? [line[0]] : []
  })
}
