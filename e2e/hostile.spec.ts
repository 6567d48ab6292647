import { readFileSync } from 'node:fs'
import type { Download, Locator, Page } from '@playwright/test'
import { keepDraft } from './support/journeys'
import { expect, test } from './support/test'

type Trial = { label: string; values: string[]; says: RegExp; draft?: Record<string, string> }

const MOST_SENT = 150_000
const HUGE = 'x'.repeat(200_000)
const SCRIPTS = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
]
const ODD = ['\u0000', '\u202Egnp.exe\u2066', 'name\u200b', '🚢', 'a b', '../../etc/passwd', '__proto__']
const AS_IT_IS = {}
const JWT = { authType: 'jwt' }
const ADOPT_POOL = { ...JWT, poolMode: 'adopt' }
const CUSTOM = { grant: 'custom' }
const VPC = { networkMode: 'VPC', subnets: 'subnet-0abc1234', securityGroups: 'sg-0abc1234' }
const ADMINISTRATOR = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'

const TRIALS: Record<'access' | 'permissions' | 'server', Trial[]> = {
  access: [
    {
      label: 'User name',
      draft: JWT,
      values: ['', 'two words', 'x'.repeat(129), '\u0000'],
      says: /1 to 128 characters/,
    },
    { label: 'User pool id', draft: ADOPT_POOL, values: ['', 'pool', ...SCRIPTS], says: /us-east-1_AbCdEfGhI/ },
    { label: 'App client id', draft: ADOPT_POOL, values: ['', ...SCRIPTS, '🚢'], says: /app client/ },
  ],
  permissions: [
    { label: 'Role name', values: ['a/b', 'x'.repeat(65), ...SCRIPTS, '🚢'], says: /1 to 64 letters/ },
    {
      label: 'Role ARN',
      draft: { roleMode: 'adopt' },
      values: ['', 'role', 'arn:aws:iam::12:role/x', 'arn:aws:s3:::bucket', ...SCRIPTS],
      says: /arn:aws:iam::ACCOUNT:role\/NAME/,
    },
    { label: 'Permission policy (JSON)', draft: CUSTOM, values: [ADMINISTRATOR], says: /administrator access/ },
    {
      label: 'Permission policy (JSON)',
      draft: CUSTOM,
      values: [ADMINISTRATOR.replace('"*","Resource"', '["s3:Get*","*:*"],"Resource"')],
      says: /administrator access|\*:\*/,
    },
    {
      label: 'Permission policy (JSON)',
      draft: CUSTOM,
      values: ['', '{', '[]', '"*"', '\u0000', ...SCRIPTS, '{"__proto__":{"Statement":[]}}'],
      says: /\S/,
    },
    {
      label: 'Permission policy (JSON)',
      draft: CUSTOM,
      values: [ADMINISTRATOR.replace('"Action":"*"', '"Action":"s3:Get*","Action":"*"')],
      says: /twice|duplicate|administrator/i,
    },
    { label: 'Permission policy (JSON)', draft: CUSTOM, values: [`{"Version":"${HUGE}"}`], says: /150,000 characters/ },
  ],
  server: [
    {
      label: 'Name',
      values: ['', 'has-a-hyphen', '1st', 'x'.repeat(49), ...SCRIPTS, ...ODD],
      says: /1 to 48 letters/,
    },
    {
      label: 'Container image',
      values: ['', 'nginx', 'docker.io/library/nginx:1', ...SCRIPTS, ...ODD],
      says: /Amazon ECR/,
    },
    {
      label: 'Container image',
      values: ['709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:LATEST_VERSION'],
      says: /LATEST_VERSION is a placeholder/,
    },
    {
      label: 'Container image',
      draft: { region: 'eu-west-1' },
      values: ['709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.2.0'],
      says: /own region only/,
    },
    { label: 'Region', values: ['', 'mars', 'us-east-1; rm -rf /', ...SCRIPTS], says: /region code/ },
    {
      label: 'Environment variables',
      values: ['no equals sign', '=x', ...SCRIPTS.slice(1)],
      says: /Line 1: write NAME=value/,
    },
    { label: 'Environment variables', values: ['A=1\nA=2'], says: /A is there twice/ },
    { label: 'Environment variables', values: [`A=${'é'.repeat(2500)}`, `A=${'x'.repeat(4096)}`], says: /4 KB/ },
    { label: 'Environment variables', values: [`A=${'x'.repeat(5001)}`], says: /5,000 characters/ },
    ...['Name', 'Container image', 'Region', 'Environment variables', 'Tags', 'Description'].map((label) => ({
      label,
      values: [HUGE],
      says: /150,000 characters/,
    })),
    { label: 'Environment variables', values: [`${'N'.repeat(101)}=1`], says: /100 characters/ },
    { label: 'Environment variables', values: [lines(51)], says: /at most 50/ },
    {
      label: 'Environment variables',
      values: ['AWS_API_MCP_STATELESS_HTTP=true\nREQUIRE_MUTATION_CONSENT=true'],
      says: /can’t work with stateless HTTP/,
    },
    { label: 'Tags', values: [`${'k'.repeat(129)}=x`], says: /at most 128 characters/ },
    { label: 'Tags', values: [`k=${'v'.repeat(257)}`], says: /at most 256 characters/ },
    { label: 'Description', values: ['x'.repeat(4097)], says: /at most 4,096 characters/ },
    { label: 'Tags', values: ['aws:name=x'], says: /reserved/ },
    { label: 'Tags', values: ['owner=<b>', 'ship=🚢', 'rtl=\u202Ex'], says: /letters, digits, spaces/ },
    { label: 'Tags', values: [lines(46)], says: /50 tags/ },
    { label: 'Idle time-out (seconds)', values: ['59', '28801', '1e9', 'soon', '-1', '0x40'], says: /60 to 28,800/ },
    { label: 'Maximum lifetime (seconds)', values: ['59', '28801', 'soon'], says: /60 to 28,800/ },
    { label: 'Subnet ids', draft: VPC, values: ['', 'subnet-1', ...SCRIPTS], says: /subnet/i },
    { label: 'Security group ids', draft: VPC, values: ['', 'sg-1', ...SCRIPTS], says: /security group/i },
  ],
}

const patiently = expect.configure({ soft: true, timeout: 5_000 })

let dialogs: string[]
let errors: string[]

test.beforeEach(({ page }) => {
  dialogs = []
  errors = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => errors.push(error.message))
})

test.afterEach(() => {
  expect(dialogs, 'something that was typed was executed').toEqual([])
  expect(errors).toEqual([])
})

for (const [step, trials] of Object.entries(TRIALS)) {
  test(`what AWS would refuse is told at its field, and kept: ${step}`, async ({ page, stack }) => {
    test.setTimeout(300_000)
    const writes: string[] = []
    const stop = stack.practice.onCall(({ operation }) => {
      writes.push(...(/^(Create|Put|Attach|Update)/.test(operation) ? [operation] : []))
    })

    let opened: Trial['draft']

    for (const { label, values, says, draft = AS_IT_IS } of trials) {
      if (draft !== opened) {
        await keepDraft(page, draft)
        await page.goto(`/setup?step=${step}`)
        await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
        opened = draft
      }
      const field = await fieldOf(page, label)
      const before = await field.inputValue()

      for (const value of values) {
        await attempt(page, { field, label, value, says })
      }
      await field.fill(before)
    }
    stop()
    expect(writes).toEqual([])
  })
}

async function fieldOf(page: Page, label: string): Promise<Locator> {
  const named = { name: new RegExp(`^${label.replace(/[()]/g, '\\$&')}( \\(optional\\))?$`) }
  const field = page.getByRole('textbox', named).or(page.getByRole('combobox', named))

  if (!(await field.isVisible())) {
    await page.getByText('Lifecycle, log retention, description').click()
  }
  return field
}

type Attempt = { field: Locator; label: string; value: string; says: RegExp }

async function attempt(page: Page, { field, label, value, says }: Attempt) {
  const name = `${label}: ${JSON.stringify(value.slice(0, 60))}`
  await field.fill(value)
  // The message of the value before may still be there. The button has its name back when all has come of the answer.
  const answer =
    value.length > MOST_SENT ? undefined : page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Continue' }).click()
  await answer
  await expect(page.getByRole('button', { name: 'Continue' }), name).toBeVisible()
  await patiently(field, name).toHaveAccessibleDescription(says)
  await patiently(field, name).toHaveAttribute('aria-invalid', 'true')
  await patiently(field, name).toHaveValue(value)
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `N${index}=1`).join('\n')
}

const DRAFTS = [
  'not json',
  '[]',
  '"x"',
  'null',
  '{"name":{"a":1}}',
  '{"__proto__":{"name":"evil"}}',
  '{"authType":"<b>"}',
]

test('a draft that somebody else wrote is no harm', async ({ page }) => {
  for (const draft of DRAFTS) {
    await page.goto('/api/health')
    await page.evaluate((text) => window.localStorage.setItem('slipway-setup:practice/us-east-1', text), draft)
    await page.goto('/setup?step=server')
    await expect(page.getByLabel('Name', { exact: true }), draft).toHaveValue('awsapimcpserver')
  }
  await page.goto('/setup?step=review')
  await expect(page.getByRole('heading', { name: /changes in AWS/ })).toBeVisible()
})

test('AdministratorAccess is refused at its field, wherever it comes from', async ({ page }) => {
  await keepDraft(page, { managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' })
  await page.goto('/setup?step=review')
  await expect(page.getByRole('alert').filter({ hasText: 'never have administrator rights' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Launch / })).toBeDisabled()
  await page.getByRole('link', { name: 'Go to Permissions' }).click()
  await expect(page.getByRole('heading', { name: 'Set up your server' })).toBeVisible()
  await expect(page.getByLabel('AWS managed policy')).toBeVisible()
  await page.goto('/setup?step=launch')
  await expect(page.getByRole('button', { name: /^Launch / })).toBeDisabled()
})

test('a spec goes out and comes back as it was', async ({ page }) => {
  const draft = {
    authType: 'jwt',
    name: 'round_trip',
    tags: 'team=ships\nplace=a b',
    logRetentionDays: '7',
    idleSeconds: '120',
  }
  await keepDraft(page, draft)
  const spec = await downloadSpec(page)
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByRole('radio', { name: /^AWS credentials/ })).toBeChecked()
  await upload(page, 'again.json', spec)
  await expect(page.getByRole('heading', { name: /changes in AWS/ })).toBeVisible()
  expect(JSON.parse(await downloadSpec(page))).toEqual(JSON.parse(spec))
  expect(JSON.parse(spec)).toMatchObject({
    name: 'round_trip',
    tags: { team: 'ships', place: 'a b' },
    logRetentionDays: 7,
  })
})

const BAD_FILES: [string, string | Buffer, RegExp][] = [
  ['nothing', '', /not JSON/],
  ['words', 'no spec at all', /not JSON/],
  ['bytes', Buffer.from([0xff, 0xfe, 0, 1]), /not JSON/],
  ['a list', '[]', /not a deployment spec/],
  ['another document', '{"version":2}', /not a deployment spec/],
  ['an unknown key', '{"version":1,"__proto__":{"name":"x"},"constructor":1}', /not a deployment spec/],
  ['markup', `{"name":"${'<img src=x onerror=alert(1)>'.replaceAll('"', '')}"}`, /not a deployment spec/],
  ['deep nesting', '['.repeat(50_000), /not JSON/],
  ['too much', `"${HUGE}${HUGE}"`, /larger than any spec/],
]

test('an upload that is no spec changes nothing and says why', async ({ page }) => {
  await keepDraft(page, { name: 'kept' })

  for (const [name, content, says] of BAD_FILES) {
    await page.goto('/setup?step=server')
    await upload(page, 'spec.json', content)
    await expect(page.getByRole('alert').filter({ hasText: says }), name).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true }), name).toHaveValue('kept')
  }
})

async function downloadSpec(page: Page): Promise<string> {
  await page.goto('/setup?step=review')
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download spec' }).click()
  const download: Download = await coming
  return readFileSync(await download.path(), 'utf8')
}

async function upload(page: Page, name: string, content: string | Buffer) {
  await expect(page.getByRole('button', { name: 'Upload a spec' })).toBeEnabled()
  await page.getByLabel('Spec file').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
}
