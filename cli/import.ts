import { matching } from '@/cli/shared/options'
import { readText } from '@/cli/shared/spec-file'
import { must, type Verb } from '@/cli/shared/verb'
import { type Foreign, type ForeignRuntime, recognise } from '@/lib/deployments/setup/foreign/recognise'
import { chooseRuntime, type Missing, type TakeOver, takeOver } from '@/lib/deployments/setup/foreign/take-over'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { fail, ok, type Result } from '@/lib/result'

const NOTES = `
Reads a CloudFormation template (JSON or YAML, the CDK's too), a Terraform file, a .bedrock_agentcore.yaml or the
--cli-input-json of create-agent-runtime. The spec goes to standard output; what was taken over and what was not, to
standard error. Nothing is asked of AWS.
Exit codes: 0 done, 1 no spec can be made of it, or a wrong call.

  npm run --silent slipway -- import template.yaml > spec.json`

export const importFile: Verb = (command) =>
  void command
    .argument('<file>', 'file of another tool')
    .option('--runtime <name>', 'which runtime of the file; without it, the first')
    .option('--name <name>', 'in place of the name in the file')
    .option('--image <uri>', 'in place of the image in the file')
    .option(
      '--region <code>',
      'where the file names no region; us-east-1 without it',
      matching(/^[a-z]{2,8}(-[a-z]{2,12}){1,2}-\d{1,2}$/, 'a region code such as us-east-1'),
      'us-east-1',
    )
    .addHelpText('after', NOTES)
    .action(async (file, { runtime, region, ...own }) => {
      const foreign = must(foreignOf(file, must(await readText(file))))
      const chosen = must(chooseRuntime(foreign, runtime))
      const taken = takeOver(withOwn(chosen, own), region)
      const others = foreign.runtimes.filter((one) => one !== chosen).map(({ label }) => label)
      process.stderr.write(report(`${chosen.label} of ${foreign.title}`, taken, others))
      process.stdout.write(`${JSON.stringify(must(specOf(taken)), null, 2)}\n`)
    })

function withOwn(runtime: ForeignRuntime, own: { name?: string; image?: string }): ForeignRuntime {
  return {
    ...runtime,
    config: {
      ...runtime.config,
      ...(own.name === undefined ? {} : { agentRuntimeName: own.name }),
      ...(own.image === undefined
        ? {}
        : { agentRuntimeArtifact: { containerConfiguration: { containerUri: own.image } } }),
    },
  }
}

function foreignOf(file: string, text: string): Result<Foreign> {
  const foreign = recognise(text)
  return foreign
    ? ok(foreign)
    : fail({
        code: 'invalid-input',
        message: `${file} is no file of another tool that Slipway knows.`,
        remedy: 'A spec needs no import: plan it. What can be imported: npm run slipway -- import --help',
      })
}

const QUESTIONS: Record<Missing, string> = {
  name: 'the name (--name)',
  image: 'the image (--image)',
  callers: 'who may call',
  network: 'the network',
}

/** A spec with a stand-in would be launched some day. */
function specOf({ spec, missing }: TakeOver): Result<DeploymentSpec> {
  return missing.length === 0
    ? ok(spec)
    : fail({
        code: 'refused',
        message: `The file does not say in plain values: ${missing.map((one) => QUESTIONS[one]).join(', ')}.`,
        remedy: 'Write the values into a copy of the file, or upload it in the setup, which asks for them.',
      })
}

function report(from: string, { taken, left }: TakeOver, others: string[]): string {
  return [
    `Taken over from ${from}: ${taken.join(', ') || 'nothing'}.`,
    ...(left.length === 0 ? [] : ['Not taken over:', ...left.map(({ what, why }) => `  ${what}: ${why}`)]),
    ...(others.length === 0 ? [] : [`Other runtimes of the file (--runtime): ${others.join(', ')}`]),
    '',
  ]
    .map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '·'))
    .join('\n')
}
