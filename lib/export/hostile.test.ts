import { describe, expect, it } from 'vitest'
import { writeCdk } from '@/lib/export/cdk/write'
import { writeCli } from '@/lib/export/cli/write'
import { writeCloudFormation } from '@/lib/export/cloudformation/write'
import { writeTerraform } from '@/lib/export/terraform/write'
import { exportedExample } from '@/lib/export/testing/exported'

const WRITERS = { writeCloudFormation, writeCdk, writeTerraform, writeCli }
const said = (notSaid: unknown) => JSON.stringify(notSaid)

describe('what CloudFormation would resolve when the file is applied', () => {
  it.each(['writeCloudFormation', 'writeCdk'] as const)(
    '%s says that a dynamic reference stands in a value',
    (name) => {
      const example = exportedExample()
      const { runtime } = example
      const GREETING = { name: 'GREETING', value: '{{resolve:secretsmanager:prod/db:SecretString:password}}' }
      const { files, notSaid } = WRITERS[name]({ ...example, runtime: { ...runtime, variables: [GREETING] } })
      const isIn = files.some(({ text }) => text.includes('{{resolve:secretsmanager'))
      expect(isIn && !said(notSaid).includes('resolve')).toBe(false)
      expect(isIn).toBe(false)
      expect(said(notSaid)).toContain('Runtime.EnvironmentVariables.GREETING')
    },
  )

  it('makes no half policy, description or tag of it', () => {
    const example = exportedExample()
    const resolve = '{{resolve:ssm:a}}'
    const { files, notSaid } = writeCdk({
      ...example,
      runtime: {
        ...example.runtime,
        config: { ...example.runtime.config, description: `see ${resolve}` },
        tags: { team: resolve, kept: 'yes' },
      },
      policies: example.policies.map((policy) => ({ ...policy, text: `${policy.text}${resolve}` })),
      role: example.role && { ...example.role, tags: { team: resolve, kept: 'yes' } },
      logGroup: example.logGroup && { ...example.logGroup, tags: { team: `\${Token[TOKEN.1]}` } },
    })
    const text = files.map((file) => file.text).join('\n')
    expect(text).not.toMatch(/new \S*CfnResourcePolicy|description: 'see|'\{\{resolve|Token\[TOKEN/)
    expect(text).toContain("kept: 'yes'")
    expect(notSaid.map(({ member }) => member)).toEqual(
      expect.arrayContaining([
        'ExecutionRole.Tags.team',
        'Runtime.Description',
        'Runtime.Tags.team',
        'RuntimePolicy.Policy',
        'LogGroup.Tags.team',
      ]),
    )
  })
})

describe('variables whose names end in one word', () => {
  const names = ['API_TOKEN', 'API_TOKEN3', 'API__TOKEN', 'RUNTIME', 'CLASS', '5_TOKEN', 'api_token', 'VERSION', 'ÄÖ']
  const example = exportedExample()
  const variables = names.map((name) => ({ name, value: null }))
  const textOf = (name: keyof typeof WRITERS) =>
    WRITERS[name]({ ...example, runtime: { ...example.runtime, variables } })
      .files.map(({ text }) => text)
      .join('\n')

  it.each([
    ['writeCloudFormation', /^ {2}(\w+):\n {4}Type: String/gm, /^(runtime|\d.*)$/i],
    ['writeCdk', /^const (\w+) = new CfnParameter/gm, /^(runtime|class|\d.*)$/],
    ['writeTerraform', /^variable "(\w+)"/gm, /^(version|\d.*)$/],
    ['writeCli', /^: "\$\{(\w+):/gm, /^(?!VALUE_OF_)/],
  ] as const)('%s has a parameter of its own for each', (name, pattern, not) => {
    const found = [...textOf(name).matchAll(pattern)].map(([, word = '']) => word)
    expect(new Set(found).size).toBe(names.length)
    expect(found.filter((word) => not.test(word))).toEqual([])
  })
})

describe('a pool of another region', () => {
  it.each(Object.entries(WRITERS))('%s says so, or names its region', (_, write) => {
    const example = exportedExample()
    const id = 'eu-west-1_AbCdEfGhI'
    const config = JSON.parse(
      JSON.stringify(example.runtime.config)
        .replaceAll('us-east-1_AbCdEfGhI', id)
        .replaceAll('cognito-idp.us-east-1', 'cognito-idp.eu-west-1'),
    )
    const { files, notSaid } = write({
      ...example,
      runtime: { ...example.runtime, config },
      pool: example.pool && { ...example.pool, id },
    })
    const elsewhere = files
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => line.includes('eu-west-1') && !line.includes('cognito-idp.') && !line.includes('eu-west-1_'))
    expect(elsewhere.length > 0 || said(notSaid).includes('eu-west-1')).toBe(true)
  })
})

describe('names that AWS gave', () => {
  it('open nothing in the script', () => {
    const example = exportedExample()
    const variables = [{ name: 'X}$(touch /tmp/owned)_TOKEN', value: null }]
    const [file] = writeCli({ ...example, runtime: { ...example.runtime, variables } }).files
    // Inside of single quotes it is text; anywhere else the shell runs it.
    const bare = (file?.text ?? '').replace(/'[^']*'/g, '')
    expect(bare).not.toContain('$(touch')
  })

  it('open nothing in Terraform', () => {
    const example = exportedExample()
    const text = JSON.stringify({ Version: '2012-10-17', Note: `$${example.runtime.arn}` })
    const policies = example.policies.map((policy) => ({ ...policy, text }))
    const files = writeTerraform({ ...example, policies })
      .files.map((file) => file.text)
      .join('\n')
    expect(files).not.toMatch(/\$\$\{aws_bedrock/)
  })
})
