'use strict';
// scheduler.postTask and scheduler.yield (Prioritized Task Scheduling).

const { eventClass, Event, defineHandlers, fire, name } = require('browser/events');
const { AbortController, AbortSignal, addAlgorithm, secret } = require('browser/abort');
const { cancelTask, currentPriority, invoke, later, reprioritise, task } = internal;

const priorities = ['user-blocking', 'user-visible', 'background'];

function checked(priority, what) {
  if (!priorities.includes(priority)) {
    throw new TypeError(`${what}: The provided value '${priority}' is not a valid enum value of type TaskPriority.`);
  }
  return priority;
}

const TaskPriorityChangeEvent = eventClass('TaskPriorityChangeEvent', Event, { previousPriority: '' });

let change;

class TaskSignal extends AbortSignal {
  #priority = 'user-visible';
  #tasks = new Set();

  static {
    change = {
      init(signal, priority) { signal.#priority = priority; },
      tasks: (signal) => signal.#tasks,
      to(signal, priority) {
        if (signal.#priority === priority) return;
        const previousPriority = signal.#priority;
        signal.#priority = priority;
        for (const each of signal.#tasks) reprioritise(each, priority);
        fire(signal, new TaskPriorityChangeEvent('prioritychange', { previousPriority }));
      },
    };
  }

  get priority() { return this.#priority; }
}
defineHandlers(TaskSignal.prototype, 'prioritychange');
name(TaskSignal);

class TaskController extends AbortController {
  #signal;
  constructor(init = undefined) {
    super();
    // The base class has a signal of its own that nobody is given.
    this.#signal = new TaskSignal(secret);
    change.init(this.#signal, checked(init?.priority ?? 'user-visible', "Failed to construct 'TaskController'"));
  }
  get signal() { return this.#signal; }
  abort(reason = undefined) {
    const { abort, abortError } = require('browser/abort');
    abort(this.#signal, reason === undefined ? abortError() : reason);
  }
  setPriority(priority) {
    change.to(this.#signal, checked(priority, "Failed to execute 'setPriority' on 'TaskController'"));
  }
}
name(TaskController);

/** A promise that a task settles; `steps` tell how. */
function promised(label, priority, delay, signal, run) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const tasks = signal instanceof TaskSignal ? change.tasks(signal) : new Set();
    const steps = () => {
      tasks.delete(entry);
      run(resolve, reject);
    };
    const entry = delay > 0
      ? later(delay * 1000, 'posted-task', label, priority, steps)
      : task('posted-task', label, priority, steps);
    tasks.add(entry);
    if (signal) {
      addAlgorithm(signal, (reason) => {
        if (cancelTask(entry)) reject(reason);
      });
    }
  });
}

class Scheduler {
  postTask(callback, options = undefined) {
    if (typeof callback !== 'function') {
      return Promise.reject(new TypeError("Failed to execute 'postTask' on 'Scheduler': parameter 1 is not of type 'Function'."));
    }
    const { signal, delay = 0 } = options ?? {};
    const priority = options?.priority !== undefined && options.priority !== null
      ? checked(options.priority, "Failed to execute 'postTask' on 'Scheduler'")
      : signal instanceof TaskSignal ? signal.priority : 'user-visible';
    return promised(callback, priority, Number(delay) || 0, signal, (resolve, reject) => {
      // Caught here, so that an error rejects the promise and is not reported.
      invoke(() => {
        try {
          resolve(callback());
        } catch (error) {
          reject(error);
        }
      }, undefined, undefined);
    });
  }

  yield() {
    return promised('after yield()', `${currentPriority()}-continuation`, 0, undefined, (resolve) => resolve());
  }
}
name(Scheduler);

module.exports = {
  Scheduler, TaskController, TaskPriorityChangeEvent, TaskSignal, scheduler: new Scheduler(),
};
