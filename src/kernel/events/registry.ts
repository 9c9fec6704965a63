import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type DailyTick, type DueTick, type NewEvent, type Job, type Listener, Reactions, type Tick } from './event.js';

export const isDaily = (tick: Tick): tick is DailyTick => 'daily' in tick;

/** What every context reacts to, found on the running system so that no hand-kept list can miss one. */
@Injectable()
export class ReactionRegistry implements OnApplicationBootstrap {
  readonly #listeners = new Map<string, Listener>();
  readonly dueTicks: DueTick[] = [];
  readonly dailyTicks: DailyTick[] = [];
  readonly jobs = new Map<string, Job>();
  #byEvent = new Map<string, Listener[]>();
  #every: Listener[] = [];
  #ready = false;

  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    this.load();
  }

  load(): void {
    if (this.#ready) return;
    this.#ready = true;
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof Reactions)) continue;
      for (const listener of instance.listeners) this.#add(this.#listeners, keyOf(listener.id, listener.event?.name), listener);
      for (const job of instance.jobs) this.#add(this.jobs, job.name, job);
      for (const tick of instance.ticks)
        if (isDaily(tick)) this.dailyTicks.push(tick);
        else this.dueTicks.push(tick);
    }
    for (const listener of this.#listeners.values()) {
      if (listener.event === null) this.#every.push(listener);
      else this.#byEvent.set(listener.event.name, [...(this.#byEvent.get(listener.event.name) ?? []), listener]);
    }
  }

  /** Who hears an event. */
  listenersOf(event: NewEvent): Listener[] {
    return [...(this.#byEvent.get(event.name) ?? []), ...this.#every].filter((l) => l.concerned?.(event) ?? true);
  }

  /** What a listener does with an event; nothing when it is no longer there. */
  handlerOf(listenerId: string, eventName: string): Listener['handle'] | undefined {
    return (this.#listeners.get(keyOf(listenerId, eventName)) ?? this.#listeners.get(keyOf(listenerId)))?.handle;
  }

  #add<T>(map: Map<string, T>, id: string, value: T): void {
    if (map.has(id)) throw new Error(`${id} is declared twice`);
    map.set(id, value);
  }
}

const keyOf = (listenerId: string, eventName = '*'): string => `${listenerId} ${eventName}`;
