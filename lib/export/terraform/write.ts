import { commentLine } from '@/lib/export/cloudformation/write'
import type { Exported, NotSaid, Written } from '@/lib/export/model'
import { neverSaid } from '@/lib/export/split'
import { Expression, hclBody, type Item, type Names } from '@/lib/export/terraform/hcl'
import { type TerraformResource, terraformResources } from '@/lib/export/terraform/resources'
import { distinctWords, plainWord } from '@/lib/export/words'

/** A Terraform configuration whose import blocks take the live resources over. */
export function writeTerraform(exported: Exported): Written {
  const resources = terraformResources(exported)
  const secrets = exported.runtime.variables.filter(({ value }) => value === null)
  const names = namesOf(
    resources,
    secrets.map(({ name }) => name),
  )
  const file = (items: Item[]) => `${hclBody(items, names)}\n`
  const files = [
    { name: 'main.tf', language: 'hcl', text: file([...head(exported), ...resources.flatMap(resourceItems)]) },
    { name: 'imports.tf', language: 'hcl', text: file(resources.map(importItem)) },
    ...(secrets.length === 0
      ? []
      : [
          {
            name: 'variables.tf',
            language: 'hcl',
            text: file(secrets.map(({ name }) => variableItem(name, names))),
          },
        ]),
  ]
  return {
    files,
    notSaid: [...resources.flatMap(({ notSaid }) => notSaid), ...neverSaid(exported)],
    commands: ['terraform init', 'terraform plan', 'terraform apply'],
  }
}

function head(exported: Exported): Item[] {
  const { region } = exported
  const aws = { source: 'hashicorp/aws', version: '>= 6.0' }
  return [
    ...neverSaid(exported).map((one): Item => ({ kind: 'comment', text: commentLine(one) })),
    block(
      'terraform',
      [],
      [
        { kind: 'attribute', name: 'required_version', value: '>= 1.5' },
        block('required_providers', [], [{ kind: 'attribute', name: 'aws', value: aws }]),
      ],
    ),
    block('provider', ['aws'], [{ kind: 'attribute', name: 'region', value: region }]),
  ]
}

function resourceItems({ type, name, items, notSaid }: TerraformResource): Item[] {
  return [...notSaidComments(notSaid), block('resource', [type, name], items)]
}

function notSaidComments(notSaid: NotSaid[]): Item[] {
  return notSaid.length === 0
    ? []
    : ['Terraform can’t say:', ...notSaid.map(commentLine)].map((text) => ({ kind: 'comment', text }))
}

function importItem({ type, name, importId }: TerraformResource): Item {
  return block(
    'import',
    [],
    [
      { kind: 'attribute', name: 'to', value: new Expression(`${type}.${name}`) },
      { kind: 'attribute', name: 'id', value: importId },
    ],
  )
}

function variableItem(variable: string, names: Names): Item {
  return block(
    'variable',
    [names.secret(variable).replace('var.', '')],
    [
      { kind: 'attribute', name: 'description', value: `Value of the variable ${variable}` },
      { kind: 'attribute', name: 'type', value: new Expression('string') },
      { kind: 'attribute', name: 'sensitive', value: true },
    ],
  )
}

function block(name: string, labels: string[], body: Item[]): Item {
  return { kind: 'block', name, labels, body }
}

/** Names that a variable may not have. */
const RESERVED = 'source version providers count for_each lifecycle depends_on locals'.split(' ')

function variableWord(name: string): string {
  const word = plainWord(name)
  return (word === word.toUpperCase() ? word.toLowerCase() : word).replace(/^(?![A-Za-z])/, 'variable_')
}

function namesOf(resources: TerraformResource[], secrets: string[]): Names {
  const words = distinctWords(secrets, variableWord, { taken: RESERVED })
  const addresses = new Map(resources.map((resource) => [resource.key, resource]))
  return {
    reference: ({ to, member }) => {
      const found = addresses.get(to)
      return `${found?.type}.${found?.name}.${found?.members[member] ?? member}`
    },
    secret: (variable) => `var.${words.get(variable) ?? ''}`,
  }
}
