// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and Terraform write their expressions like this.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recognise } from '@/lib/deployments/setup/foreign/recognise'
import { chooseRuntime, takeOver } from '@/lib/deployments/setup/foreign/take-over'
import { CLI_FILES, TEMPLATES, TERRAFORM_FILES, TOOLKIT_FILES } from '@/lib/deployments/setup/foreign/testing/files'
import { importSpec } from '@/lib/deployments/setup/import-spec'
import { newSpec } from '@/lib/deployments/spec/defaults'
import { deploymentSpecSchema } from '@/lib/deployments/spec/schema'

const IMAGE = '111122223333.dkr.ecr.us-west-2.amazonaws.com/team/search-mcp:1.4.0'
const ALL = [CLI_FILES, TOOLKIT_FILES, TEMPLATES, TERRAFORM_FILES].flatMap((files) => Object.entries(files))

function taken(text = '') {
  const foreign = recognise(text)
  const runtime = foreign && chooseRuntime(foreign)

  if (!runtime?.ok) {
    throw new Error('nothing recognised')
  }
  const { left, ...rest } = takeOver(runtime.data, 'eu-west-1')
  return { ...rest, title: foreign?.title, left: left.map(({ what, why }) => `${what}: ${why}`) }
}

describe('every file', () => {
  it.each(ALL)('%s gives a spec that the schema takes and the form shows', (_, text) => {
    const { spec } = taken(text)
    const imported = importSpec(text, 'eu-west-1')
    expect(deploymentSpecSchema.safeParse(spec)).toEqual({ success: true, data: spec })
    expect(imported.ok ? imported.data.from?.runtime : imported.error).toBeTruthy()
    expect(spec.name).toBe('search_mcp')
  })

  it.each(ALL)('%s never gives an expression as a text', (_, text) => {
    expect(JSON.stringify(taken(text).spec)).not.toMatch(/\$\{|!Ref|!Sub|Fn::|var\.|aws_/)
  })
})

describe('the AWS CLI', () => {
  it('is taken over whole', () => {
    const { title, left, taken: list, spec } = taken(CLI_FILES.create)
    expect(title).toBe('input for the AWS CLI’s create-agent-runtime')
    expect(left).toEqual([])
    expect(list).toEqual(['name', 'image', 'role', 'network', '2 variables', '1 tag'])
    expect(spec).toMatchObject({ region: 'eu-west-1', executionRole: { mode: 'adopt' } })
    expect(spec).not.toHaveProperty('adoptRuntime')
  })

  it('says what a spec has no place for', () => {
    expect(taken(CLI_FILES.update).left).toEqual(['requestHeaderConfiguration: a spec has no place for it'])
    expect(taken(CLI_FILES.update).spec.lifecycle).toEqual({ idleSeconds: 600, maxSeconds: 3600 })
    expect(taken(CLI_FILES['long lifetime']).left).toContain('maximum lifetime: AWS allows 60 to 28,800 seconds.')
    expect(taken(CLI_FILES.jwt).left).toEqual(['protocol: HTTP; Slipway launches servers of MCP'])
    expect(taken(CLI_FILES.jwt).spec.inboundAuth).toMatchObject({ type: 'oidc', allowedAudience: ['api://search'] })
  })

  it('names a name that a spec does not take', () => {
    const { left, taken: list } = taken(CLI_FILES.create?.replace('search_mcp', 'search-mcp'))
    expect(left[0]).toMatch(/^name: .*no hyphens/)
    expect(list).not.toContain('name')
    expect(taken(CLI_FILES.create?.replace('search_mcp', 'search-mcp')).missing).toEqual(['name'])
  })
})

describe('the starter toolkit', () => {
  it('is known, and its region counts', () => {
    expect(taken(TOOLKIT_FILES.deployed)).toMatchObject({
      title: 'a .bedrock_agentcore.yaml of the starter toolkit with 1 AgentCore agent',
      spec: { region: 'us-west-2', server: { image: IMAGE.split(':')[0] } },
      left: [],
    })
  })

  it('without an image leaves that open', () => {
    expect(taken(TOOLKIT_FILES.configured)).toMatchObject({ missing: ['image'] })
    const imported = importSpec(TOOLKIT_FILES.configured ?? '', 'eu-west-1')
    expect(imported.ok && imported.data.values.image).toBe('')
  })

  it('with uploaded code is refused', () => {
    const text = TOOLKIT_FILES.deployed?.replace('deployment_type: container', 'deployment_type: direct_code_deploy')
    expect(importSpec(text ?? '', 'eu-west-1')).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})

describe('CloudFormation', () => {
  it('is taken over but for its functions', () => {
    const { left, spec, title } = taken(TEMPLATES.yaml)
    expect(title).toBe('a CloudFormation template with 1 AgentCore runtime')
    expect(spec.environment).toEqual({ LOG_LEVEL: 'INFO', VERSION: '1.10', DEBUG: 'false' })
    expect(left).toEqual(['variable TABLE: !Ref Table', "tag stack: !Sub '${AWS::StackName}'"])
    expect(taken(TEMPLATES.vpc).left).toContain('subnet: !Ref PrivateSubnet')
    expect(taken(TEMPLATES.vpc).spec.network).toMatchObject({ subnets: ['subnet-0abc1234'] })
  })

  it('of the CDK has functions in long form', () => {
    const { left, missing, spec } = taken(TEMPLATES.cdk)
    expect(missing).toEqual(['image'])
    expect(left).toContain('role: Fn::GetAtt Role1ABCC5F0 Arn; Slipway makes one, without permissions of your own')
    expect(spec.executionRole).toMatchObject({ mode: 'create', permissions: { managedPolicyArns: [] } })
  })

  it('never takes half a check of callers, and names the other runtimes', () => {
    expect(taken(TEMPLATES['two with a token'])).toMatchObject({ missing: ['callers'] })
    const imported = importSpec(TEMPLATES['two with a token'] ?? '', 'eu-west-1')
    expect(imported.ok && imported.data).toMatchObject({ values: { allowedClients: '' }, from: { others: ['Other'] } })
  })

  it('without a runtime says so', () => {
    expect(importSpec('Resources:\n  A: { Type: AWS::S3::Bucket }', 'eu-west-1')).toMatchObject({
      error: { message: 'The file is a CloudFormation template with no AgentCore runtimes.' },
    })
  })
})

describe('Terraform', () => {
  it('is taken over but for its expressions', () => {
    const { left, spec } = taken(TERRAFORM_FILES.plain)
    expect(spec).toMatchObject({ description: 'Searches', server: { image: IMAGE }, tags: { team: 'search' } })
    expect(spec.environment).toEqual({ LOG_LEVEL: 'INFO', PORT: '8000' })
    expect(left).toEqual(['variable TABLE: aws_dynamodb_table.search.name', 'variable HOST: "${var.name}.example.com"'])
    expect(taken(TERRAFORM_FILES.vpc).left).toContain('subnet: var.subnet_b')
    expect(taken(TERRAFORM_FILES.module)).toMatchObject({ missing: ['image'] })
    expect(taken(TERRAFORM_FILES.module).left).toContain('all variables: merge(var.env, { A = "b" })')
    expect(taken(TERRAFORM_FILES.awscc)).toMatchObject({ left: [], spec: { inboundAuth: { type: 'oidc' } } })
  })
})

it('a spec, and any other text, is nobody else’s file', () => {
  expect(recognise(JSON.stringify(newSpec('a', 'us-east-1')))).toBeUndefined()

  for (const text of ['', 'null', '[]', 'hello', 'a: b', '{', 'x'.repeat(500_000), '['.repeat(100_000)]) {
    expect(recognise(text)).toBeUndefined()
  }
})

describe('what nobody wrote', () => {
  const json = (tags: unknown) => JSON.stringify({ ...JSON.parse(CLI_FILES.create ?? ''), tags })
  const some = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`<${n}`, 'x']))

  it('is named one by one, or all at once when it is too much', () => {
    expect(taken(json(some(3))).left).toHaveLength(3)
    const { left, spec } = taken(json(some(5000)))
    expect(left).toEqual(['all tags: Use letters, digits, spaces and . _ : / = + @ -'])
    expect(spec.tags).toEqual({})
  })

  it('is named, too, when it cannot become a text', () => {
    const odd = { '': { toString: '' } }
    const properties = {
      AgentRuntimeName: 'a',
      Tags: odd,
      RoleArn: { toString: 1 },
      ProtocolConfiguration: { ServerProtocol: odd },
    }
    const template = { Resources: { A: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: properties } } }
    expect(taken(JSON.stringify(template)).spec.tags).toEqual({})
  })

  it('still gives a spec, whatever the members are', () => {
    const value = fc.jsonValue({ maxDepth: 3 })
    const strange = fc.record(
      Object.fromEntries(MEMBERS.map((name) => [name, fc.oneof(value, fc.constantFrom({ Ref: 'A' }, [{ Ref: 'B' }]))])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(strange, fc.constantFrom('Resources', 'cli'), (members, kind) => {
        const properties = Object.fromEntries(Object.entries(members).map(([k, v]) => [capital(k), v]))
        const template = { Resources: { A: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: properties } } }
        const cli = { agentRuntimeArtifact: {}, agentRuntimeName: 'a', ...members }
        const foreign = recognise(JSON.stringify(kind === 'cli' ? cli : template))
        const runtime = foreign && chooseRuntime(foreign)
        const spec = runtime?.ok ? takeOver(runtime.data, 'eu-west-1').spec : undefined
        expect(spec === undefined || deploymentSpecSchema.safeParse(spec).success).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
})

const MEMBERS = [
  ...['agentRuntimeName', 'description', 'roleArn', 'agentRuntimeArtifact', 'networkConfiguration', 'tags'],
  ...['protocolConfiguration', 'lifecycleConfiguration', 'environmentVariables', 'authorizerConfiguration'],
  ...['resourceConfigurations', 'metadataConfiguration'],
]

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

it('aliases without end are no file', () => {
  const bomb = ['a0: &a0 [x]', ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)]
  expect(recognise(`Resources:\n${bomb.map((line) => `  ${line}`).join('\n')}`)).toBeUndefined()
})
