import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { slipway } from '@/cli/program'
import { parseSpec } from '@/cli/shared/spec-file'
import { capturedOutput } from '@/cli/testing/output'
import { TEMPLATES, TERRAFORM_FILES } from '@/lib/deployments/setup/foreign/testing/files'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-import-'))
const output = capturedOutput()
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(text = ''): string {
  const file = path.join(folder, 'file')
  writeFileSync(file, text)
  return file
}

describe('slipway import', () => {
  it('prints a spec that plan reads, and beside it what was not taken over', async () => {
    expect(await slipway(['import', fileOf(TEMPLATES.yaml), '--region', 'eu-west-1'])).toBe(0)
    expect(parseSpec('spec.json', output.out)).toMatchObject({ ok: true, data: { region: 'eu-west-1' } })
    expect(output.err).toContain('Taken over from SearchRuntime of a CloudFormation template with 1 AgentCore runtime')
    expect(output.err).toContain('\n  variable TABLE: !Ref Table\n')
  })

  it('prints no spec with a hole in it', async () => {
    expect(await slipway(['import', fileOf(TERRAFORM_FILES.module)])).toBe(1)
    expect(output.out).toBe('')
    expect(output.err).toContain('  image: var.container_uri\n')
    expect(output.err).toContain('The file does not say in plain values: the image (--image).')
  })

  it('takes name and image from the call', async () => {
    const own = ['--name', 'mine', '--image', 'public.ecr.aws/team/search:2']
    expect(await slipway(['import', fileOf(TERRAFORM_FILES.module), ...own])).toBe(0)
    expect(JSON.parse(output.out)).toMatchObject({ name: 'mine', server: { image: 'public.ecr.aws/team/search:2' } })
  })

  it('takes the runtime that is named', async () => {
    const file = fileOf(TEMPLATES['two with a token'])
    expect(await slipway(['import', file, '--runtime', 'Nobody'])).toBe(1)
    expect(output.err).toContain('It has: SearchRuntime, Other.')
    expect(await slipway(['import', file, '--runtime', 'Other'])).toBe(1)
    expect(output.err).toContain('Taken over from Other of')
  })

  it('leaves specs and other files to those who know them', async () => {
    expect(await slipway(['import', fileOf('{}')])).toBe(1)
    expect(output.err).toContain('is no file of another tool that Slipway knows.')
  })

  it('is what plan, apply and destroy lead to', () => {
    expect(parseSpec('template.yaml', TEMPLATES.yaml ?? '')).toMatchObject({
      error: {
        message: 'template.yaml is a CloudFormation template with 1 AgentCore runtime, not a spec.',
        command: 'npm run --silent slipway -- import template.yaml > spec.json',
      },
    })
  })
})
