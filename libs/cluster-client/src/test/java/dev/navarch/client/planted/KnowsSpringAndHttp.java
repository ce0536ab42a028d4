package dev.navarch.client.planted;

import okhttp3.OkHttpClient;
import org.springframework.context.ApplicationContext;

/** Planted: what the rules of this module must catch. */
record KnowsSpringAndHttp(ApplicationContext context, OkHttpClient http) {}
