import { expect, it } from 'vitest'
import { type SourceFile, sourceFiles } from './lib/tree'

/** Requests with which IAM is changed, as the SDK's client names them. */
const IAM_WRITE =
  /\.(add|attach|create|delete|detach|put|remove|set|tag|untag|update)\w*(Role|AssumeRolePolicy|RolePolicy|PolicyVersion)\w*\(/

/** Actions that reach the code of an IAM change without ever giving a permission, and what they ask for. */
const OTHERS = new Map([
  ['setBudgetAction', 'TagResource and UntagResource alone'],
  ['applyAuthorizerAction', 'UpdateAgentRuntime alone'],
  ['stopAction', 'a deny, which can wait for nobody: signing in again would cost the minute that counts'],
])

const files = new Map(sourceFiles().map((file) => [file.path, file]))

function imported(file: SourceFile): SourceFile[] {
  return file.imports.flatMap((name) => files.get(`${name.replace(/^@\//, '')}.ts`) ?? [])
}

function changesIam(start: SourceFile[]): boolean {
  const seen = new Set(start)

  for (const file of seen) {
    if (!file.path.startsWith('lib/practice/') && IAM_WRITE.test(file.text)) {
      return true
    }
    for (const next of imported(file)) {
      seen.add(next)
    }
  }
  return false
}

/** The writing actions of a file, each with its text. */
function actionsIn({ text }: SourceFile): { name: string; text: string }[] {
  return [...text.matchAll(/^export const (\w+) = (?:action|formAction)\(\{\n[\s\S]*?^\}\)/gm)]
    .map(([text, name = '']) => ({ name, text }))
    .filter((action) => !action.text.includes("access: 'read'"))
}

/** Files that the names in an action's text come from. */
function usedBy(file: SourceFile, text: string): SourceFile[] {
  return [...file.text.matchAll(/^import \{([^}]+)\} from '([^']+)'/gm)]
    .filter(([, names = '']) => names.split(',').some((name) => new RegExp(`\\b${name.trim()}\\b`).test(text)))
    .flatMap(([, , from = '']) => files.get(`${from.replace(/^@\//, '')}.ts`) ?? [])
}

it('every action that can change IAM asks for a recent sign-in', () => {
  const actions = [...files.values()]
    .filter(({ text }) => text.startsWith("'use server'"))
    .flatMap((file) => actionsIn(file).map((action) => ({ ...action, from: usedBy(file, action.text) })))
  const reaching = actions.filter(({ from }) => changesIam(from)).map(({ name }) => name)
  const marked = actions.filter(({ text }) => text.includes('  iam: true,')).map(({ name }) => name)
  expect(actions.length).toBeGreaterThan(12)
  expect(reaching.filter((name) => !OTHERS.has(name)).sort()).toEqual(marked.sort())
  expect([...OTHERS.keys()].filter((name) => !reaching.includes(name))).toEqual([])
})
