import { at, type FieldFault, say } from '../../../kernel/problems.js';
import type { Verdict } from './csi-nps.js';
import type { GivenAnswer } from './survey.dto.js';
import type { Answers, Question } from './survey.entity.js';
import { SurveyAnswerInvalid } from './survey.rules.js';

const fault = (pointer: string, zh: string, en: string): FieldFault => at(pointer, SurveyAnswerInvalid, say(zh, en));
const within = (value: number | undefined, from: number, to: number): boolean => value !== undefined && value >= from && value <= to;

/** The answers by question, or 422 with the place of every one that does not fit its question. */
export function answersTo(questions: readonly Question[], given: readonly GivenAnswer[]): Answers {
  const answers: Answers = {};
  const faults: FieldFault[] = [];
  for (const [n, answer] of given.entries()) {
    const pointer = `/answers/${n}`;
    const question = questions.find((q) => q.code === answer.question);
    const value = question && valueOf(question, answer);
    if (!question) faults.push(fault(`${pointer}/question`, '问卷中没有该问题', 'the survey has no such question'));
    else if (question.code in answers) faults.push(fault(`${pointer}/question`, '该问题已作答', 'the question is answered twice'));
    else if (value === undefined)
      faults.push(fault(pointer, `不符合题型 ${question.type}`, `it is no answer to a ${question.type} question`));
    else answers[question.code] = value;
  }
  const missing = questions.filter((q) => q.required && !(q.code in answers)).map((q) => q.code);
  if (missing.length && !faults.length)
    faults.push(fault('/answers', `未回答 ${missing.join('、')}`, `not answered: ${missing.join(', ')}`));
  if (faults.length) throw SurveyAnswerInvalid({ errors: faults });
  return answers;
}

function valueOf({ type, options }: Question, { score, text, choice }: GivenAnswer): string | number | undefined {
  const members = [score, text, choice].filter((v) => v !== undefined).length;
  if (members !== 1) return undefined;
  switch (type) {
    case 'SCORE_5':
      return within(score, 1, 5) ? score : undefined;
    case 'NPS_10':
      return within(score, 0, 10) ? score : undefined;
    case 'TEXT':
      return text;
    case 'CHOICE':
      return options.some((o) => o.code === choice) ? choice : undefined;
  }
}

/** What the answers say in figures. */
export function verdictOf(questions: readonly Question[], answers: Answers): Verdict {
  const scored = questions.filter((q) => typeof answers[q.code] === 'number');
  const nps = scored.find((q) => q.type === 'NPS_10');
  return {
    nps: nps ? (answers[nps.code] as number) : null,
    items: scored.filter((q) => q.type === 'SCORE_5').map((q) => ({ score: answers[q.code] as number, weight: q.weight })),
  };
}
