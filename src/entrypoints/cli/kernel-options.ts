import { type Command, Option } from 'commander';
import { KERNEL_CHOICES, type KernelChoice, type KernelReason } from '../../domain/status.ts';
import { note } from './terminal.ts';

export interface KernelFlags {
  kernels: KernelChoice;
}

/** `--kernels`, alike on every command that ranks. */
export function withKernels(command: Command): Command {
  return command.addOption(new Option('--kernels <name>', 'which kernels rank').choices(KERNEL_CHOICES).default('auto'));
}

/** Tells where others than the kernels that were asked for by name have to rank, and why. */
export function noteOtherKernels({ kernels: choice }: KernelFlags, name: string, reason: KernelReason): void {
  if (choice !== 'auto' && choice !== name) note(`--kernels ${choice}: ${reason}, so ${name} instead`);
}
