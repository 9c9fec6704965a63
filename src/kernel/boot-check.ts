import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { HealthController } from './operations/health.controller.js';
import { ProblemPages } from './http/problem-pages.controller.js';
import { declaredOperation } from './http/operation.js';
import { allLifecycles } from './lifecycle.js';
import { permissions } from './security/permissions.js';

/** Refuses to start a program whose routes, permissions and lifecycles do not fit together. */
@Injectable()
export class BootCheck {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  run(): void {
    const faults: string[] = [];
    const operations = new Set<string>();
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || metatype === HealthController || metatype === ProblemPages) continue;
      const prototype = Object.getPrototypeOf(instance) as object;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = (prototype as Record<string, Function>)[name];
        if (!handler || !Reflect.hasMetadata(PATH_METADATA, handler)) continue;
        const facts = declaredOperation(handler);
        const where = `${(metatype as Function).name}.${name}`;
        if (!facts) faults.push(`${where} is no declared operation`);
        else if (operations.has(facts.operationId)) faults.push(`${where}: operation ${facts.operationId} exists twice`);
        else {
          operations.add(facts.operationId);
          if (permissions.row(facts.operationId) === undefined)
            faults.push(`${where}: operation ${facts.operationId} has no permission row`);
        }
      }
    }
    for (const name of Object.keys(permissions.table))
      if (!operations.has(name) && !name.startsWith('see')) faults.push(`permission row ${name} belongs to no route`);
    for (const table of allLifecycles()) {
      for (const move of table.moves) {
        const routed = operations.has(table.operationOf(move));
        if (!table.table.moves[move]?.system && !routed) faults.push(`${table.table.name}.${move} has no route ${table.operationOf(move)}`);
      }
    }
    if (faults.length) throw new Error(`The program does not fit together:\n${faults.join('\n')}`);
  }
}
