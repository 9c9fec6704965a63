import { IllegalMove, say } from './problems.js';

export interface Move<S extends string> {
  from: readonly S[];
  to: readonly S[];
  /** A move the system makes by itself (an event or a deadline): it has no route and no button. */
  system?: true;
}
export interface LifecycleTable<S extends string, M extends string> {
  /** The aggregate's class name: `Quotation` makes the operation of the move `accept` `acceptQuotation`. */
  name: string;
  states: readonly S[];
  initial: S | readonly S[];
  moves: Record<M, Move<S>>;
}

/**
 * A lifecycle is one table per aggregate. It drives types, guards, the database CHECK, `allowedMoves`,
 * the document's enum, the error text and the diagram. State is assigned nowhere else.
 */
export class Lifecycle<S extends string, M extends string> {
  constructor(readonly table: LifecycleTable<S, M>) {
    registered.push(this as unknown as Lifecycle<string, string>);
  }
  get states(): readonly S[] {
    return this.table.states;
  }
  get moves(): M[] {
    return Object.keys(this.table.moves) as M[];
  }
  /** Moves that a caller can ask for from this state. */
  movesFrom(state: S): M[] {
    return this.moves.filter((m) => !this.table.moves[m].system && this.table.moves[m].from.includes(state));
  }
  operationOf(move: M): string {
    return camel(move) + this.table.name;
  }
  allows(state: S, move: M): boolean {
    return this.table.moves[move].from.includes(state);
  }
  /** Refuses the move with 409 and the legal ones when the state forbids it. */
  check(entity: { readonly state: S }, move: M): void {
    if (this.allows(entity.state, move)) return;
    throw this.refuse(entity.state, move);
  }
  /** Makes the move. `to` is needed only where the table leaves a choice. */
  move(entity: { readonly state: S }, move: M, to?: S): void {
    this.check(entity, move);
    const targets = this.table.moves[move].to;
    const target = to ?? targets[0];
    if (to === undefined && targets.length > 1) throw new Error(`${this.table.name}.${move} leaves a choice: name the state`);
    if (target === undefined || !targets.includes(target)) throw new Error(`${this.table.name}.${move} cannot lead to ${String(target)}`);
    (entity as { state: S }).state = target;
  }
  /** Puts a new aggregate into its first state. */
  begin(entity: { readonly state: S }, state?: S): void {
    const initial = [this.table.initial].flat() as S[];
    const first = state ?? initial[0];
    if (first === undefined || !initial.includes(first)) throw new Error(`${this.table.name} cannot begin as ${String(first)}`);
    (entity as { state: S }).state = first;
  }
  /** A guard for set-based statements: the states a move may start from. */
  sources(move: M): readonly S[] {
    return this.table.moves[move].from;
  }
  refuse(state: S, move: M): Error {
    const legal = this.movesFrom(state);
    return IllegalMove({
      detail: say(
        `${this.table.name} 处于 ${state},不能 ${move};可以:${legal.join('、') || '无'}`,
        `${this.table.name} is ${state} and cannot ${move}; it can: ${legal.join(', ') || 'nothing'}`,
      ),
      allowedMoves: legal,
    });
  }
}

const registered: Lifecycle<string, string>[] = [];
/** Every lifecycle of the program, for the boot check, the diagrams and the house tests. */
export const allLifecycles = (): readonly Lifecycle<string, string>[] => registered;

export function lifecycle<const S extends string, const M extends string>(table: LifecycleTable<S, M>): Lifecycle<S, M> {
  return new Lifecycle(table);
}

export const camel = (kebab: string): string => kebab.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase());
